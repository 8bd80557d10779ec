/** What a figure and its floor took, in the unit of the figure. */
export type Pair = { value: number; floor: number };

export function median(list: number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Seconds that `work` takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/**
 * Measures floor and figure in turns, so that whatever else the machine does slows both, and takes the medians.
 * Each of the two returns its own measurement (seconds, rows per second).
 */
export async function alternate(
  rounds: number,
  floor: () => Promise<number>,
  figure: () => Promise<number>,
): Promise<Pair> {
  const floors: number[] = [];
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    floors.push(await floor());
    values.push(await figure());
  }
  return { value: median(values), floor: median(floors) };
}
