import type { Group } from "../scoring/schema.ts";

const HOUR_MS = 3_600_000;

/** A lead that has not left `groupKey` yet although its score fell out of it at `outSince` (ms). */
export type Stay = { groupKey: string; outSince: number; leavingAt: number | null };

/** Where a lead's score is now; `group` is null where it is excluded, or in the segment no more. */
export type Standing = { group: string | null; total: number };

export type Step = {
  /** What is to be remembered; null: the lead is in the group of its score. */
  stay: Stay | null;
  /** The group that was entered or left, null for none; undefined where nothing moved. */
  moved?: { from: string | null; to: string | null };
};

/** The step of a lead that is, from now on, in the group of its score. */
function settle(from: string | null, to: string | null): Step {
  return from === to ? { stay: null } : { stay: null, moved: { from, to } };
}

/**
 * What a rescore means for the group that a lead counts as being in, by the rules of `leaveSchema`
 * (lib/scoring/group-actions.ts). Pure.
 * @param before the group of the stored score, which the lead counts as being in where there is no `stay`.
 * @param groups those of the active version, lowest first; a group that is not among them is left at once.
 * @param at the present (ms).
 */
export function step(
  stay: Stay | null,
  before: string | null,
  now: Standing,
  groups: readonly Group[],
  at: number,
): Step {
  const from = stay?.groupKey ?? before;
  if (from === now.group || from === null || now.group === null) return settle(from, now.group);
  const place = groups.findIndex(({ key }) => key === from);
  const group = groups[place];
  const fell = groups.findIndex(({ key }) => key === now.group) < place;
  if (!group?.leave || !fell) return settle(from, now.group);
  const { after_hours, points_below } = group.leave;
  const least = group.from.total;
  const byPoints = points_below !== null && least !== undefined;
  if (byPoints && now.total <= least - points_below) return settle(from, now.group);
  const outSince = stay?.outSince ?? at;
  const leavingAt = after_hours === null ? null : outSince + after_hours * HOUR_MS;
  if (leavingAt === null ? !byPoints : leavingAt <= at) return settle(from, now.group);
  return { stay: { groupKey: from, outSince, leavingAt } };
}
