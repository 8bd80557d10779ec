const Z_95 = 1.959963984540054;

export type Auc = { auc: number; low: number; high: number; positives: number; negatives: number };

/** The first place of `sorted` whose value is not below (`after`: is above) the one looked for. */
function placeOf(sorted: Float64Array, value: number, after: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = sorted[middle] as number;
    if (at < value || (after && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ranks from 1; equal values share the mean of theirs. Numbers sort fast without a comparison of our own. */
function midranks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  return values.map((value) => (placeOf(sorted, value, false) + 1 + placeOf(sorted, value, true)) / 2);
}

/** Sample variance of the shares by which each of one class outranks the other. */
function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/**
 * How often a converted case scores above another (ties count half), with DeLong's 95 % interval.
 * Sources: DeLong et al., Biometrics 44 (1988), 837–845; computed by ranks as in Sun & Xu, IEEE Signal Processing Letters 21
 * (2014), 1389–1393.
 * @param labels 1 converted, 0 not
 * @returns null where either class is empty; with one case in a class the interval is 0 … 1
 */
export function auc(scores: ArrayLike<number>, labels: ArrayLike<number>): Auc | null {
  const of = (label: number) => Float64Array.from(Array.from(scores).filter((_, i) => labels[i] === label));
  const yes = of(1);
  const no = of(0);
  const positives = yes.length;
  const negatives = no.length;
  if (positives === 0 || negatives === 0) return null;
  const both = new Float64Array(positives + negatives);
  both.set(yes);
  both.set(no, positives);
  const all = midranks(both);
  const amongYes = midranks(yes);
  const amongNo = midranks(no);
  const above = yes.map((_, i) => ((all[i] as number) - (amongYes[i] as number)) / negatives);
  const below = no.map((_, i) => 1 - ((all[positives + i] as number) - (amongNo[i] as number)) / positives);
  const value = above.reduce((sum, share) => sum + share, 0) / positives;
  if (positives < 2 || negatives < 2) return { auc: value, low: 0, high: 1, positives, negatives };
  const half = Z_95 * Math.sqrt(variance(above) / positives + variance(below) / negatives);
  return {
    auc: value,
    low: Math.max(0, value - half),
    high: Math.min(1, value + half),
    positives,
    negatives,
  };
}
