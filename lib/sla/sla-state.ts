import type { SlaClock } from "./schemas.ts";

/** The part of the time at whose beginning a clock says that it will soon be late. */
const SOON = 0.25;

/**
 * What a hand-over's clock says at an instant. Pure.
 * @param handover instants: when it was made, when it is due (null: no clock), when it was answered (null: not yet)
 */
export function slaClock(
  handover: { at: Date; dueAt: Date | null; respondedAt: Date | null },
  now: Date,
): SlaClock {
  const { at, dueAt, respondedAt } = handover;
  if (dueAt === null) return null;
  const due = dueAt.getTime();
  const state = respondedAt
    ? respondedAt.getTime() <= due
      ? "met"
      : "missed"
    : openState(at.getTime(), due, now.getTime());
  return { due_at: dueAt.toISOString(), state };
}

/** The same for one that is open, in milliseconds. */
export function openState(at: number, due: number, now: number): "ok" | "soon" | "late" {
  if (now > due) return "late";
  return due - now < (due - at) * SOON ? "soon" : "ok";
}
