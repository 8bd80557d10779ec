import type { FeedbackReport } from "#lib/feedback/schemas.ts";

const DAY_MS = 86_400_000;

/** The day of the version's trial that a report is of, from 1; null without a trial or after it. */
export function trialDay({
  trial,
  as_of: asOf,
}: Pick<FeedbackReport, "trial" | "as_of">): { day: number; days: number } | null {
  if (!trial) return null;
  const day = Math.floor((Date.parse(asOf) - Date.parse(trial.started_at)) / DAY_MS) + 1;
  return day > trial.days ? null : { day, days: trial.days };
}
