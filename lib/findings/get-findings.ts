import { setImmediate } from "node:timers/promises";
import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadRestNames, type ReadySheet } from "../scores/model.ts";
import { readChunk } from "../scores/score-chunk.ts";
import { DAY_MS } from "../scoring/values.ts";
import { sampleLeads } from "../segments/sample.ts";
import { readBeginnings } from "../sheets/beginnings.ts";
import { itemHash } from "../sheets/items.ts";
import { readFacts } from "../sheets/known-then.ts";
import { firstOpportunities } from "../sheets/opportunities.ts";
import { loadAsked } from "../thresholds/asked.ts";
import { factsByLead } from "../thresholds/follow.ts";
import { candidateRules } from "./candidate-rules.ts";
import { findCandidates } from "./candidates.ts";
import { observe } from "./observe.ts";
import type { getFindingsOperation } from "./operations.ts";
import { readActivities, readAttributeNames, readFirstHandovers } from "./read.ts";
import type { Findings } from "./schemas.ts";
import { ENOUGH, MIN_LEADS, makeScorecard, suggestedRule, type Weight } from "./scorecard.ts";
import { validateForward } from "./validate-forward.ts";

/** Leads that are looked at. */
const SAMPLE = 10_000;

/**
 * What outcomes say about a sheet's rules, from what was known of each lead at its hand-over or at a fixed age. Reads at
 * most about 10,000 leads and writes nothing.
 * @throws AppError `not_found`, `invalid_sheet`.
 */
export async function getFindings(
  ctx: Context,
  input: OperationInput<typeof getFindingsOperation>,
): Promise<Findings> {
  authorize(ctx, "sheets:read");
  const { workspaceId } = ctx;
  const asOf = (input.as_of === undefined ? new Date() : new Date(input.as_of)).getTime();
  const { asked, read, ...sampled } = await inWorkspace(
    workspaceId,
    async (tx) => {
      const asked = await loadAsked(tx, workspaceId, input);
      const { total, ids } = await sampleLeads(tx, workspaceId, SAMPLE);
      const read = await readAll(tx, workspaceId, asked.ready, asked.sheet.id, ids, asOf);
      return { asked, read, size: ids.length, leads: total };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
  // From here on only this process works; other requests get their turn between the steps.
  const { content } = asked;
  const { observations, ...left } = observe(asked.ready, read.chunk, read.facts, read.instants, {
    asOf,
    since: asOf - input.days * DAY_MS,
    basis: input.basis,
    ageMs: input.age_days * DAY_MS,
    horizonMs: input.horizon_days * DAY_MS,
  });
  await setImmediate();
  const converted = observations.filter((one) => one.converted).length;
  const enough = converted >= ENOUGH.converted && observations.length - converted >= ENOUGH.others;
  const scorecard = enough ? makeScorecard(content, observations) : null;
  await setImmediate();
  const found = scorecard
    ? findCandidates(content, observations, scorecard, read.chunk.events, read.activities)
    : { tried: 0, candidates: [] };
  await setImmediate();
  return {
    sheet: asked.sheet.key,
    version: asked.version,
    segment: asked.segment,
    as_of: new Date(asOf).toISOString(),
    basis: input.basis,
    age_days: input.age_days,
    horizon_days: input.horizon_days,
    sample: { ...sampled, exact: sampled.size === sampled.leads },
    leads: {
      matured: observations.length,
      converted,
      handed_over: observations.filter(({ handedOver }) => handedOver).length,
      ...left,
    },
    enough,
    needs: { ...ENOUGH, rule: MIN_LEADS },
    rules: scorecard ? content.rules.map((rule, n) => toFinding(rule, scorecard.weights[n])) : [],
    tried: found.tried,
    candidates: candidateRules(content, found.candidates),
    validation: scorecard ? validateForward(content, observations) : null,
  };
}

function toFinding(rule: ReadySheet["content"]["rules"][number], weight?: Weight): Findings["rules"][number] {
  if (!weight) throw new Error("a rule has no weight");
  const value = suggestedRule(rule, weight);
  return { ...weight, name: rule.name, change: value ? { was: itemHash(rule) ?? "", value } : null };
}

/** Histories of these leads and the instants that matter, nothing of them later than `asOf`. */
async function readAll(
  tx: Tx,
  workspaceId: number,
  sheet: ReadySheet,
  sheetId: number,
  ids: number[],
  asOf: number,
) {
  const beginnings = await readBeginnings(tx, workspaceId, ids);
  const first = [...beginnings.values()].reduce((least, at) => Math.min(least, at), asOf);
  const names = await loadRestNames(tx, workspaceId);
  const chunk = await readChunk(tx, workspaceId, [sheet], names, { ids }, first, false);
  const keys = [...new Set([...sheet.attributeKeys, ...(await readAttributeNames(tx, workspaceId, ids))])];
  const facts = factsByLead(await readFacts(tx, workspaceId, ids, keys));
  const handovers = await readFirstHandovers(tx, workspaceId, sheetId, ids, asOf);
  const won = await firstOpportunities(tx, workspaceId, ids);
  const opportunities = new Map([...won].filter(([, at]) => at <= asOf));
  const activities = await readActivities(tx, workspaceId, chunk.events);
  return { chunk, facts, activities, instants: { beginnings, handovers, opportunities } };
}
