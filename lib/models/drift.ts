import type { Drift } from "./schemas.ts";

const LEAST = 100;

/** In which of the parts that `edges` make each value lies: 0 … edges.length. */
export const partOf = (value: number, edges: readonly number[]): number =>
  edges.filter((edge) => value > edge).length;

/** Limits that part predictions into tenths, and the share that really is in each. */
export function decilesOf(predictions: Float64Array): { edges: number[]; shares: number[] } | null {
  if (predictions.length === 0) return null;
  const sorted = Float64Array.from(predictions).sort();
  const all = Array.from(
    { length: 9 },
    (_, n) => sorted[Math.ceil(((n + 1) * sorted.length) / 10) - 1] as number,
  );
  const edges = [...new Set(all)];
  return { edges, shares: sharesOf(predictions, edges) };
}

export function sharesOf(predictions: Float64Array, edges: readonly number[]): number[] {
  const counts = Array.from({ length: edges.length + 1 }, () => 0);
  for (const value of predictions) {
    const part = partOf(value, edges);
    counts[part] = (counts[part] as number) + 1;
  }
  return counts.map((count) => count / Math.max(1, predictions.length));
}

/**
 * Population stability index: Σ (now − then) × ln(now / then). Below 0.1 steady, from 0.25 on strong (Siddiqi, "Credit Risk
 * Scorecards", 2006). Empty parts count as half a lead in a thousand.
 */
export function driftOf(
  fresh: Float64Array,
  then: { edges: readonly number[]; shares: readonly number[] },
  at: Date,
): Drift {
  const n = fresh.length;
  if (n < LEAST) return { n, index: null, level: "too_few", at: at.toISOString() };
  const now = sharesOf(fresh, then.edges);
  const index = now.reduce((sum, share, part) => {
    const [a, b] = [Math.max(share, 0.0005), Math.max(then.shares[part] ?? 0, 0.0005)];
    return sum + (a - b) * Math.log(a / b);
  }, 0);
  const level = index < 0.1 ? "steady" : index < 0.25 ? "moderate" : "strong";
  return { n, index, level, at: at.toISOString() };
}
