export type Bins = {
  n: number;
  p: number;
  /** Column after column: the bin of each row; 0 is unknown. */
  codes: Uint8Array;
  /** edges[j][b]: the highest value of bin b + 1 of column j; the last bin has no edge. */
  edges: Float64Array[];
};

const MOST_BINS = 64;
const SAMPLE = 20_000;

/** Edges halfway between neighbouring values, at quantiles where there are more values than bins. */
function edgesOf(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const between = (k: number) => ((distinct[k - 1] as number) + (distinct[k] as number)) / 2;
  if (distinct.length <= MOST_BINS)
    return Float64Array.from({ length: Math.max(0, distinct.length - 1) }, (_, k) => between(k + 1));
  const edges = new Set<number>();
  for (let b = 1; b < MOST_BINS; b++)
    edges.add(sorted[Math.floor((b * sorted.length) / MOST_BINS)] as number);
  edges.delete(distinct[distinct.length - 1] as number);
  return Float64Array.from(edges).sort();
}

/** Cuts each column into at most 64 bins of about equal size (from the first 20,000 rows at even distances). */
export function binColumns(x: Float64Array, n: number, p: number): Bins {
  const codes = new Uint8Array(n * p);
  const edges: Float64Array[] = [];
  const step = Math.max(1, Math.floor(n / SAMPLE));
  for (let j = 0; j < p; j++) {
    const sample = Float64Array.from(
      { length: Math.ceil(n / step) },
      (_, k) => x[k * step * p + j] as number,
    );
    const cuts = edgesOf(sample);
    edges.push(cuts);
    for (let i = 0; i < n; i++) {
      const value = x[i * p + j] as number;
      if (Number.isNaN(value)) continue;
      let low = 0;
      let high = cuts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (value <= (cuts[middle] as number)) high = middle;
        else low = middle + 1;
      }
      codes[j * n + i] = low + 1;
    }
  }
  return { n, p, codes, edges };
}
