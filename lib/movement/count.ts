/** So many leads went from one group to another; null is no group: not scored, excluded or outside the segment. */
export type Flow = { from: string | null; to: string | null; n: number };
/** A flow between two points: after point `bucket - 1`, and at or before point `bucket`. */
export type BucketFlow = Flow & { bucket: number };
export type Counts = ReadonlyMap<string, number>;

function without(counts: Counts, flows: readonly Flow[]): Counts {
  const before = new Map(counts);
  for (const { from, to, n } of flows) {
    if (to !== null) before.set(to, (before.get(to) ?? 0) - n);
    if (from !== null) before.set(from, (before.get(from) ?? 0) + n);
  }
  return before;
}

/**
 * How many leads were in each group at each point, oldest first: what is there at present, with the flows since each point
 * taken back. Flows of bucket `points` came after the last point. Pure.
 * @param points how many there are, at least one
 */
export function countsOverTime(present: Counts, flows: readonly BucketFlow[], points: number): Counts[] {
  const at = (bucket: number) => flows.filter((flow) => flow.bucket === bucket);
  const found: Counts[] = [without(present, at(points))];
  for (let bucket = points - 1; bucket >= 1; bucket--) {
    const [later] = found;
    if (later) found.unshift(without(later, at(bucket)));
  }
  return found;
}

/** Of a group in a period: `start + came - left` is `end`, to the lead. `back` went and were there again at the end. */
export type Balance = { start: number; came: number; left: number; back: number; end: number };

/**
 * What a period did to a group, by where each lead was at its beginning and at its end. A lead that went and came back has
 * neither left nor come. Pure.
 */
export function balanceOf(group: string, start: number, moves: readonly Flow[]): Balance {
  const sum = (counts: (move: Flow) => boolean) =>
    moves.filter(counts).reduce((total, { n }) => total + n, 0);
  const came = sum(({ from, to }) => to === group && from !== group);
  const left = sum(({ from, to }) => from === group && to !== group);
  const back = sum(({ from, to }) => from === group && to === group);
  return { start, came, left, back, end: start + came - left };
}
