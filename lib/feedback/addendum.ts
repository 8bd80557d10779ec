import type { Tx } from "#db/client.ts";
import { DAY_MS } from "../scoring/values.ts";
import { cohortOf } from "./cohort.ts";
import type { Reached } from "./figure-schemas.ts";
import { headlineOf, rateOf, reachedBy } from "./headline.ts";
import type { Addendum } from "./schemas.ts";
import type { StoredReport } from "./stored.ts";
import type { Subject } from "./subject.ts";

/**
 * What was recorded of a frozen report's hand-overs since: the same hand-overs by what was known then and by what is known
 * now. Both are read from what there is today, so that an erased lead is no difference.
 */
export async function addendumOf(
  tx: Tx,
  workspaceId: number,
  subject: Subject,
  { body, frozenAt }: StoredReport & { frozenAt: Date },
  now: number,
): Promise<Addendum> {
  const frozenAsOf = new Date(body.as_of).getTime();
  const horizon = subject.horizonDays * DAY_MS;
  const knownAt = frozenAt.getTime();
  const then = await cohortOf(tx, workspaceId, subject, { asOf: frozenAsOf, knownAt });
  const today = await cohortOf(tx, workspaceId, subject, { asOf: now });
  const before = headlineOf(then.handed, { asOf: frozenAsOf, horizon });
  // Hand-overs that a later import dated into the trial are no part of the report.
  const after = headlineOf(today.handed, { asOf: now, horizon });
  const more = (a: Reached, b: Reached) => reachedBy((stage) => Math.max(0, b[stage] - a[stage]));
  const within = more(before.reached, after.reached);
  const { low, high, rate } = rateOf(
    Math.min(body.matured, body.reached.opportunity + within.opportunity),
    body.matured,
  );
  return {
    as_of: new Date(now).toISOString(),
    within,
    later: more(before.later, after.later),
    conversion: { rate, low, high },
    erased: Math.max(0, today.erased - body.erased),
  };
}
