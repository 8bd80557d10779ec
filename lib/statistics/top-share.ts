export type TopShare = { n: number; converted: number; precision: number; lift: number | null };

/**
 * The share of the highest-scored cases that converted. Cases that tie at the cut count in proportion, so that the order of
 * the rows changes nothing.
 * @param share of all cases, 0 … 1; 0.1 is the top tenth
 * @returns null where the share holds nobody; `lift` is null where nobody converted
 */
export function topShare(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  share: number,
): TopShare | null {
  const n = Math.floor(scores.length * share + 1e-9);
  if (n === 0) return null;
  const sorted = Float64Array.from(Array.from(scores)).sort();
  const cut = sorted[sorted.length - n] as number;
  let above = 0;
  let yes = 0;
  let tied = 0;
  let tiedYes = 0;
  let all = 0;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    const label = labels[i] as number;
    all += label;
    if (score > cut) {
      above++;
      yes += label;
    } else if (score === cut) {
      tied++;
      tiedYes += label;
    }
  }
  const converted = yes + ((n - above) * tiedYes) / tied;
  const base = all / scores.length;
  return { n, converted, precision: converted / n, lift: base === 0 ? null : converted / n / base };
}
