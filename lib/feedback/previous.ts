import { isDeepStrictEqual } from "node:util";
import type { Tx } from "#db/client.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { rateRatio } from "../statistics/rate-ratio.ts";
import { baselineOf, verdictOf } from "./baseline.ts";
import { cohortOf, conditionsOf, periodOf } from "./cohort.ts";
import type { Reached } from "./figure-schemas.ts";
import { headlineOf } from "./headline.ts";
import type { Window } from "./outcomes.ts";
import { type Neighbours, readNeighbours } from "./read-neighbours.ts";
import type { Previous } from "./schemas.ts";
import { type Subject, type VersionRow, versionBefore } from "./subject.ts";

type Now = { matured: number; reached: Reached };

/** The version that was active before, with the figures to compare with; null for a sheet's first. */
export async function previousOf(
  tx: Tx,
  workspaceId: number,
  subject: Subject & { version: VersionRow },
  now: Now,
  window: Window,
  known: { conditions: readonly Condition[]; neighbours: Neighbours },
): Promise<Previous | null> {
  const version = await versionBefore(tx, workspaceId, subject.version);
  if (!version) return null;
  const before = { ...subject, version };
  const { handed } = await cohortOf(tx, workspaceId, before, window);
  const period = periodOf(before, handed, window.asOf);
  const conditions = conditionsOf(before);
  const { leads } = isDeepStrictEqual(conditions, known.conditions)
    ? known.neighbours
    : await readNeighbours(tx, workspaceId, conditions, window.asOf);
  const { survival, open, ...baseline } = baselineOf(leads, period, window);
  const { handed_over, matured, reached, conversion } = headlineOf(handed, window);
  const { lift, verdict } = verdictOf({ matured, converted: reached.opportunity }, baseline);
  const { ratio, low, high } = rateRatio(
    { n: now.matured, successes: now.reached.opportunity },
    { n: matured, successes: reached.opportunity },
  );
  return {
    version: version.number,
    handed_over,
    matured,
    reached,
    conversion,
    baseline,
    lift,
    verdict,
    ratio: { lift: ratio, low, high },
    contents: { before: version.content, after: subject.version.content },
  };
}
