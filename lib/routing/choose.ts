/** Float dust of adding shares. */
const EPSILON = 1e-9;

/** A member of a team as the router sees it at one instant. */
export type Candidate = {
  memberId: number;
  /** At least 1. */
  weight: number;
  /** Leads that it is owed by its weight, less those it was given; see `chooseMember`. */
  lag: number;
  /** In working time, and not absent. */
  present: boolean;
  /** Open hand-overs it has, and how many it takes at most (null: any number). */
  open: number;
  capacity: number | null;
};

/** Why there is nobody to give a lead to. */
export const NOBODY = ["empty_team", "all_absent", "all_at_capacity"] as const;
export type Nobody = (typeof NOBODY)[number];

export type Choice =
  | { memberId: number; lags: ReadonlyMap<number, number> }
  | { memberId: null; why: Nobody };

export const hasRoom = ({ open, capacity }: Pick<Candidate, "open" | "capacity">): boolean =>
  capacity === null || open < capacity;
export const isFree = (candidate: Omit<Candidate, "weight" | "lag">): boolean =>
  candidate.present && hasRoom(candidate);

/** Lags of those free, brought to a sum of zero and within one lead each: who was away is owed one at most. */
function balanced(free: readonly Candidate[]): number[] {
  const mean = free.reduce((sum, { lag }) => sum + lag, 0) / free.length;
  const centred = free.map(({ lag }) => lag - mean);
  const widest = Math.max(1, ...centred.map(Math.abs));
  return centred.map((lag) => lag / widest);
}

/**
 * Whose turn it is, by weighted round robin: each lead owes every free member its share of the weights; of those who are
 * owed something the one gets it whose debt would first reach a whole lead. So nobody is ever more than one lead ahead of
 * its share or behind it (windows of Liu and Layland, as in proportionate-fair scheduling), which the usual smooth weighted
 * round robin does not keep. Whoever is not free keeps its lag. Ties go to the lowest id. Pure.
 * @returns the member and the new lags of all that were free, or why there is none
 */
export function chooseMember(candidates: readonly Candidate[]): Choice {
  const free = candidates.filter(isFree).toSorted((a, b) => a.memberId - b.memberId);
  if (free.length === 0) return { memberId: null, why: whyNobody(candidates) };
  const weights = free.reduce((sum, { weight }) => sum + weight, 0);
  const owed = balanced(free).map((lag, n) => {
    const share = (free[n]?.weight ?? 0) / weights;
    return { memberId: free[n]?.memberId ?? 0, lag: lag + share, untilWhole: (1 - lag) / share };
  });
  const due = owed.filter(({ lag }) => lag > EPSILON);
  const chosen = due.reduce(
    (best, one) => (best && best.untilWhole <= one.untilWhole + EPSILON ? best : one),
    due[0],
  );
  if (!chosen) throw new Error("nobody among those who are free");
  const lags = owed.map(
    ({ memberId, lag }) => [memberId, memberId === chosen.memberId ? lag - 1 : lag] as const,
  );
  return { memberId: chosen.memberId, lags: new Map(lags) };
}

function whyNobody(candidates: readonly Candidate[]): Nobody {
  if (candidates.length === 0) return "empty_team";
  return candidates.some(({ present }) => present) ? "all_at_capacity" : "all_absent";
}
