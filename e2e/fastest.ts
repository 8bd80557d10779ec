/**
 * Milliseconds of the fastest of several turns. Bounds of the kind "within two seconds" are held against it: the other
 * turns say how busy the machine is.
 */
export async function fastest(turns: readonly (() => Promise<void>)[]): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (const turn of turns) {
    const start = performance.now();
    await turn();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
