/** Lower end of the bin that holds the median of the draft's scores; null without leads. */
export function medianScore(bins: readonly { from: number; draft: number }[]): number | null {
  const total = bins.reduce((sum, bin) => sum + bin.draft, 0);
  let seen = 0;
  for (const bin of bins) {
    seen += bin.draft;
    if (total > 0 && seen * 2 >= total) return bin.from;
  }
  return null;
}
