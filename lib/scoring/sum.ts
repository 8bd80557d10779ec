import type { Adjustment } from "./adjustment.ts";
import type { Clamp, CompiledSheet } from "./compile.ts";
import type { Dimension } from "./schema.ts";
import type { Explain } from "./score.ts";

/** Rounds half up to an integer, forgiving of float dust: `floor(x + 0.5 + 1e-9)`. Never -0. */
export const roundHalfUp = (x: number): number => Math.floor(x + 0.5 + 1e-9) + 0;

const clamp = (x: number, { min, max }: Clamp): number => Math.min(Math.max(x, min), max) + 0;

/** Adds points per rule up to the total, keeping each step. Reused for every lead of a run. */
export class Sum {
  readonly categoryRaw: Float64Array;
  readonly dimensionRaw: Float64Array;
  readonly dimensions: Float64Array;
  totalRaw = 0;
  total = 0;
  readonly #sheet: CompiledSheet;

  constructor(sheet: CompiledSheet) {
    this.#sheet = sheet;
    this.categoryRaw = new Float64Array(sheet.categories.length);
    this.dimensionRaw = new Float64Array(sheet.dimensions.length);
    this.dimensions = new Float64Array(sheet.dimensions.length);
  }

  /**
   * @param points per rule, in sheet order
   * @param adjusted what is given by hand, per dimension
   */
  run(points: Float64Array, adjusted: Float64Array | null = null): void {
    const { categoryOfRule, categories, dimensions, range } = this.#sheet;
    this.categoryRaw.fill(0);
    this.dimensionRaw.fill(0);
    for (let rule = 0; rule < points.length; rule++) {
      const category = categoryOfRule[rule] as number;
      this.categoryRaw[category] = (this.categoryRaw[category] as number) + (points[rule] as number);
    }
    for (let place = 0; place < categories.length; place++) {
      const category = categories[place] as Clamp & { dimension: number };
      const raw = this.dimensionRaw[category.dimension] as number;
      this.dimensionRaw[category.dimension] = raw + clamp(this.categoryRaw[place] as number, category);
    }
    this.totalRaw = 0;
    for (let place = 0; place < dimensions.length; place++) {
      if (adjusted)
        this.dimensionRaw[place] = (this.dimensionRaw[place] as number) + (adjusted[place] as number);
      const clamped = clamp(this.dimensionRaw[place] as number, dimensions[place] as Clamp);
      const rounded = roundHalfUp(clamped);
      this.dimensions[place] = rounded;
      this.totalRaw += rounded;
    }
    this.total = clamp(this.totalRaw, range);
  }

  byKey(): Record<string, number> {
    const found: Record<string, number> = {};
    const { dimensions } = this.#sheet.content;
    for (let place = 0; place < dimensions.length; place++)
      found[(dimensions[place] as Dimension).key] = this.dimensions[place] as number;
    return found;
  }

  label(): string | null {
    let label = "";
    const { dimensions } = this.#sheet.content;
    for (let place = 0; place < dimensions.length; place++) {
      const value = this.dimensions[place] as number;
      for (const band of (dimensions[place] as Dimension).bands) {
        if (band.from !== null && band.from > value) continue;
        label += band.label;
        break;
      }
    }
    return label === "" ? null : label;
  }

  group(): string | null {
    const { groups } = this.#sheet;
    for (let place = groups.length - 1; place >= 0; place--) {
      const group = groups[place];
      if (group === undefined || this.total < group.total) continue;
      if (this.dimensions.every((value, d) => value >= (group.dimensions[d] as number))) return group.key;
    }
    return null;
  }

  explain(counting: readonly Adjustment[]): Explain {
    const { content, categories, dimensions } = this.#sheet;
    return {
      categories: content.categories.map(({ key, dimension }, place) => {
        const raw = this.categoryRaw[place] as number;
        return { key, dimension, raw, clamped: clamp(raw, categories[place] as Clamp) };
      }),
      dimensions: content.dimensions.map(({ key }, place) => {
        const raw = this.dimensionRaw[place] as number;
        const clamped = clamp(raw, dimensions[place] as Clamp);
        return { key, raw, clamped, rounded: this.dimensions[place] as number };
      }),
      adjustments: counting.map(({ id, dimension, points, at, until }) => ({
        id,
        dimension,
        points,
        at,
        until,
      })),
      totalRaw: this.totalRaw,
      total: this.total,
    };
  }
}
