import type { Tx } from "#db/client.ts";
import { DAY_MS } from "../scoring/values.ts";
import { bandsOf, thresholdsOf } from "./bands.ts";
import { baselineOf, type Period, verdictOf } from "./baseline.ts";
import { cohortOf, conditionsOf, periodOf } from "./cohort.ts";
import { groupsOf } from "./groups.ts";
import { headlineOf } from "./headline.ts";
import { firstReadOf, maturityOf } from "./maturity.ts";
import { readNeverHot } from "./never-hot.ts";
import type { Handed, Window } from "./outcomes.ts";
import { previousOf } from "./previous.ts";
import { type Neighbours, readEntries, readNeighbours } from "./read-neighbours.ts";
import { rejectionsOf, sourcesOf } from "./rejections.ts";
import { rejectedByRule, rulesOf } from "./rules.ts";
import type { ReportBody } from "./schemas.ts";
import { speedOf } from "./speed.ts";
import { closesAt, type Subject, trialEnd, type VersionRow } from "./subject.ts";
import { survivalOf } from "./survival.ts";

const iso = (at: number) => new Date(at).toISOString();

function aboutOf(subject: Subject, period: Period | null, after: number, { asOf, horizon }: Window) {
  const { version, segment, scope } = subject;
  const ends = version && trialEnd(version);
  const closes = version && closesAt(version, "trial", horizon);
  return {
    as_of: iso(asOf),
    sheet: version?.sheet ?? null,
    sheet_name: version?.sheetName ?? null,
    version: version?.number ?? ("imported" as const),
    state: version?.state ?? null,
    segment: segment?.key ?? version?.segment ?? null,
    segment_name: segment?.name ?? version?.segmentName ?? null,
    horizon_days: subject.horizonDays,
    scope,
    period: { from: period && iso(period.from), to: period && iso(period.to) },
    trial:
      version?.activatedAt && ends !== null && closes !== null
        ? {
            days: version.trialDays,
            started_at: version.activatedAt.toISOString(),
            ends_at: iso(ends),
            closes_at: iso(closes),
            after,
          }
        : null,
  };
}

/** Baseline, groups, lift and thresholds: what needs leads beside those that were handed over. */
async function compareWith(
  tx: Tx,
  workspaceId: number,
  { version, handed, neighbours }: { version: VersionRow | null; handed: Handed[]; neighbours: Neighbours },
  period: Period | null,
  window: Window,
) {
  const baseline = { ...baselineOf(neighbours.leads, period, window), exact: neighbours.exact };
  const ids = neighbours.leads.map(({ leadId }) => leadId);
  const entries = version ? await readEntries(tx, workspaceId, version.id, ids, window.asOf) : [];
  const headline = headlineOf(handed, window);
  const bands = bandsOf(handed, window);
  // Of a sample, as many more as there are leads for each that was drawn.
  const { sampled, total } = neighbours.of;
  const missed = sampled > 0 ? (baseline.converted * total) / sampled : 0;
  const cohort = { matured: headline.matured, converted: headline.reached.opportunity };
  return {
    ...headline,
    bands,
    baseline,
    groups: groupsOf(
      version?.content.groups ?? [],
      handed,
      { leads: neighbours.leads, entries, period },
      window,
    ),
    thresholds: thresholdsOf(bands, handed, missed, window),
    ...verdictOf(cohort, baseline),
  };
}

/**
 * The whole report of a subject as of an instant, from what is recorded. Reads the subject's hand-overs and at most some
 * 20,000 other leads. Run it in one snapshot of the database (repeatable read).
 */
export async function computeReport(
  tx: Tx,
  workspaceId: number,
  subject: Subject,
  asOf: number,
): Promise<ReportBody> {
  const { version } = subject;
  const window = { asOf, horizon: subject.horizonDays * DAY_MS };
  const { handed, joined, erased, after } = await cohortOf(tx, workspaceId, subject, { asOf });
  const period = periodOf(subject, handed, asOf);
  const conditions = conditionsOf(subject);
  const neighbours = await readNeighbours(tx, workspaceId, conditions, asOf);
  const compared = await compareWith(tx, workspaceId, { version, handed, neighbours }, period, window);
  const rules = version?.content.rules.filter(({ muted }) => !muted) ?? [];
  return {
    ...aboutOf(subject, period, after, window),
    ...compared,
    joined,
    erased,
    survival: survivalOf(
      handed.map(({ at, firsts }) => ({ from: at, outcome: firsts.opportunity })),
      window,
    ),
    maturity: maturityOf(handed, window),
    first_read: firstReadOf(handed, window),
    unscored: handed.filter(({ total }) => total === null).length,
    rules: rulesOf(rules, handed, window),
    rules_known: handed.filter(({ points }) => points !== null).length,
    rejected: rejectionsOf(handed),
    rejected_by_rule: rejectedByRule(rules, handed),
    sources: sourcesOf(handed, window),
    never_hot: await readNeverHot(tx, workspaceId, { version, conditions, period }, asOf),
    speed: speedOf(handed, window),
    previous: version
      ? await previousOf(tx, workspaceId, { ...subject, version }, compared, window, {
          conditions,
          neighbours,
        })
      : null,
  };
}
