import type { ModelTree } from "../scoring/frozen-model.ts";
import type { Bins } from "./bins.ts";

export type TreeSettings = {
  /** Leaves at most. */
  leaves: number;
  /** Rows in a leaf at least. */
  minLeaf: number;
  /** Ridge penalty on leaf values. */
  l2: number;
};

/** For one node: sums of gradient, hessian and rows for each bin of each column. */
type Histogram = { gradient: Float64Array; hessian: Float64Array; count: Float64Array };
type Totals = { gradient: number; hessian: number; count: number };
type Split = Totals & { gain: number; column: number; bin: number; missingLeft: boolean };
type Node = { place: number; rows: Uint32Array; totals: Totals; histogram: Histogram; split: Split | null };

/** Bins of a column: 64, the unknown, and one to spare. */
const WIDTH = 66;
const LEAST_GAIN = 1e-6;

function histogramOf(
  bins: Bins,
  rows: Uint32Array,
  gradient: Float64Array,
  hessian: Float64Array,
): Histogram {
  const { n, p, codes } = bins;
  const found = {
    gradient: new Float64Array(p * WIDTH),
    hessian: new Float64Array(p * WIDTH),
    count: new Float64Array(p * WIDTH),
  };
  const { gradient: g, hessian: h, count } = found;
  const ours = Float64Array.from(rows, (row) => gradient[row] as number);
  const theirs = Float64Array.from(rows, (row) => hessian[row] as number);
  for (let j = 0; j < p; j++) {
    if (bins.edges[j]?.length === 0 && !hasMissing(bins, j)) continue;
    const column = j * n;
    const base = j * WIDTH;
    for (let k = 0; k < rows.length; k++) {
      const at = base + (codes[column + (rows[k] as number)] as number);
      g[at] = (g[at] as number) + (ours[k] as number);
      h[at] = (h[at] as number) + (theirs[k] as number);
      count[at] = (count[at] as number) + 1;
    }
  }
  return found;
}

const missingKnown = new WeakMap<Bins, Uint8Array>();

/** Whether any row does not know a column. */
function hasMissing(bins: Bins, j: number): boolean {
  let known = missingKnown.get(bins);
  if (!known) {
    known = new Uint8Array(bins.p);
    for (let c = 0; c < bins.p; c++)
      known[c] = bins.codes.subarray(c * bins.n, (c + 1) * bins.n).includes(0) ? 1 : 0;
    missingKnown.set(bins, known);
  }
  return known[j] === 1;
}

function minus(from: Histogram, other: Histogram): Histogram {
  const difference = (a: Float64Array, b: Float64Array) => a.map((value, i) => value - (b[i] as number));
  return {
    gradient: difference(from.gradient, other.gradient),
    hessian: difference(from.hessian, other.hessian),
    count: difference(from.count, other.count),
  };
}

function bestSplit(bins: Bins, node: Omit<Node, "split">, settings: TreeSettings): Split | null {
  const { gradient, hessian, count } = node.histogram;
  const { totals } = node;
  const worth = (g: number, h: number) => (g * g) / (h + settings.l2);
  const parent = worth(totals.gradient, totals.hessian);
  let best: Split | null = null;
  for (let j = 0; j < bins.p; j++) {
    const base = j * WIDTH;
    const last = (bins.edges[j]?.length ?? 0) + 1;
    const missing = count[base] as number;
    for (const missingLeft of missing > 0 ? [true, false] : [false]) {
      let g = missingLeft ? (gradient[base] as number) : 0;
      let h = missingLeft ? (hessian[base] as number) : 0;
      let c = missingLeft ? missing : 0;
      // The last bin too where the unknown go right: known on one side, unknown on the other.
      for (let b = 1; b <= last; b++) {
        g += gradient[base + b] as number;
        h += hessian[base + b] as number;
        c += count[base + b] as number;
        if (c < settings.minLeaf) continue;
        if (totals.count - c < settings.minLeaf) break;
        const gain = worth(g, h) + worth(totals.gradient - g, totals.hessian - h) - parent;
        if (gain > (best?.gain ?? LEAST_GAIN))
          best = { gain, column: j, bin: b, missingLeft, gradient: g, hessian: h, count: c };
      }
    }
  }
  return best;
}

/**
 * Grows one tree leaf by leaf, the most gainful first. Gain and leaf value: Chen & Guestrin, KDD 2016, eq. 5 and 7.
 * @returns the tree and the leaf (node number) of each row of `bins`; null where no split gains anything
 */
export function growTree(
  bins: Bins,
  rows: Uint32Array,
  gradient: Float64Array,
  hessian: Float64Array,
  settings: TreeSettings,
): { frozen: ModelTree; leafOf: (row: number) => number } | null {
  const frozen: ModelTree = { column: [], threshold: [], left: [], right: [], missing_left: [], value: [] };
  const binOf: number[] = [];
  const add = (totals: Totals): number => {
    frozen.column.push(-1);
    frozen.threshold.push(0);
    frozen.left.push(-1);
    frozen.right.push(-1);
    frozen.missing_left.push(false);
    frozen.value.push(-totals.gradient / (totals.hessian + settings.l2));
    return binOf.push(0) - 1;
  };
  const make = (of: Uint32Array, totals: Totals, histogram: Histogram): Node => {
    const node = { place: add(totals), rows: of, totals, histogram };
    return { ...node, split: bestSplit(bins, node, settings) };
  };
  const sum = (values: Float64Array) => rows.reduce((total, row) => total + (values[row] as number), 0);
  const totals = { gradient: sum(gradient), hessian: sum(hessian), count: rows.length };
  const open = [make(rows, totals, histogramOf(bins, rows, gradient, hessian))];
  for (let leaves = 1; leaves < settings.leaves; leaves++) {
    const next = open.reduce<Node | null>(
      (best, node) => ((node.split?.gain ?? 0) > (best?.split?.gain ?? 0) ? node : best),
      null,
    );
    if (!next?.split) break;
    open.splice(open.indexOf(next), 1);
    const { split } = next;
    const goesLeft = (row: number) => {
      const code = bins.codes[split.column * bins.n + row] as number;
      return code === 0 ? split.missingLeft : code <= split.bin;
    };
    const leftRows = next.rows.filter(goesLeft);
    const rightRows = next.rows.filter((row) => !goesLeft(row));
    const rest = {
      gradient: next.totals.gradient - split.gradient,
      hessian: next.totals.hessian - split.hessian,
      count: next.totals.count - split.count,
    };
    const isLeftSmaller = leftRows.length <= rightRows.length;
    const small = histogramOf(bins, isLeftSmaller ? leftRows : rightRows, gradient, hessian);
    const large = minus(next.histogram, small);
    const left = make(leftRows, split, isLeftSmaller ? small : large);
    const right = make(rightRows, rest, isLeftSmaller ? large : small);
    const { place } = next;
    frozen.column[place] = split.column;
    // Where all that is known goes left, any number does: JSON has no infinity.
    frozen.threshold[place] = bins.edges[split.column]?.[split.bin - 1] ?? Number.MAX_VALUE;
    frozen.left[place] = left.place;
    frozen.right[place] = right.place;
    frozen.missing_left[place] = split.missingLeft;
    binOf[place] = split.bin;
    open.push(left, right);
  }
  if (frozen.column.length === 1) return null;
  const leafOf = (row: number): number => {
    let node = 0;
    for (;;) {
      const column = frozen.column[node] as number;
      if (column < 0) return node;
      const code = bins.codes[column * bins.n + row] as number;
      const isLeft = code === 0 ? frozen.missing_left[node] : code <= (binOf[node] as number);
      node = (isLeft ? frozen.left[node] : frozen.right[node]) as number;
    }
  };
  return { frozen, leafOf };
}
