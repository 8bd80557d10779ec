import type { Band } from "./figure-schemas.ts";
import { conversionOf } from "./headline.ts";
import type { Handed, Window } from "./outcomes.ts";
import type { ReportBody } from "./schemas.ts";

const MOST = 10;

/** 5, 10, 20, 25, 50, 100 …: the least width that covers a span in at most ten bands. */
function widthFor(span: number): number {
  if (span <= 5 * MOST) return 5;
  for (let scale = 10; ; scale *= 10)
    for (const width of [scale, 2 * scale, 2.5 * scale, 5 * scale]) if (span <= width * MOST) return width;
}

/** Lower ends of the bands of these scores, and the upper end of the last; empty for no scores. */
export function edgesOf(totals: readonly number[]): number[] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const total of totals) {
    min = Math.min(min, total);
    max = Math.max(max, total);
  }
  if (totals.length === 0) return [];
  const width = widthFor(max - min);
  const edges = [Math.floor(min / width) * width];
  for (let end = (edges[0] ?? 0) + width; edges.length === 1 || (edges.at(-1) ?? 0) < max; end += width)
    edges.push(end);
  return edges;
}

/** Rate by band of the score at the hand-over, the lowest first, empty bands too; hand-overs without a score in none. */
export function bandsOf(handed: readonly Handed[], window: Window): Band[] {
  const scored = handed.filter((one): one is Handed & { total: number } => one.total !== null);
  const edges = edgesOf(scored.map(({ total }) => total));
  const bands: Band[] = [];
  for (let n = 0; n + 1 < edges.length; n++) {
    const [from = 0, to = 0] = [edges[n], edges[n + 1]];
    const isLast = n + 2 === edges.length;
    const inside = scored.filter(({ total }) => total >= from && (total < to || isLast));
    const rated = conversionOf(inside, window);
    bands.push({ from, to, ...rated, breaks: breakOf(rated, bands) });
  }
  return bands;
}

/** Whether a band's rate is below that of a lower band, and whether chance would explain it. */
function breakOf({ rate, high }: Pick<Band, "rate" | "high">, lower: readonly Band[]): Band["breaks"] {
  if (rate === null) return "no";
  const better = lower.filter((band) => band.rate !== null && band.rate > rate);
  if (better.length === 0) return "no";
  return better.some((band) => (band.low ?? 0) > (high ?? 1)) ? "clear" : "maybe";
}

/**
 * For each lower end: hand-overs at or above, and what they hold. `missed`: opportunities of leads that were not handed
 * over, so that the recall is of all of them.
 */
export function thresholdsOf(
  bands: readonly Band[],
  handed: readonly Handed[],
  missed: number,
  window: Window,
): ReportBody["thresholds"] {
  const all = conversionOf(handed, window).converted + missed;
  return bands.map(({ from }) => {
    const above = conversionOf(
      handed.filter(({ total }) => total !== null && total >= from),
      window,
    );
    return {
      from,
      handed_over: above.matured,
      converted: above.converted,
      precision: above.rate,
      recall: all > 0 ? above.converted / all : null,
    };
  });
}
