import { setImmediate } from "node:timers/promises";
import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadRestNames } from "../scores/model.ts";
import { readChunk, scoreChunk } from "../scores/score-chunk.ts";
import { DAY_MS } from "../scoring/values.ts";
import { sampleLeads } from "../segments/sample.ts";
import { type BacktestWeek, countBacktest, type Sighting } from "./backtest-counts.ts";
import type { Backtest } from "./backtest-schemas.ts";
import { readBeginnings } from "./beginnings.ts";
import { asKnownAt, readFacts } from "./known-then.ts";
import { firstOpportunities } from "./opportunities.ts";
import type { backtestSheetOperation } from "./preview-operations.ts";
import type { PreviewSheets } from "./preview-scores.ts";
import { loadPreviewed } from "./previewed.ts";
import { readContent } from "./read-content.ts";

/** Leads scored for each week. */
const SAMPLE = 5_000;
const WEEK_MS = 7 * DAY_MS;

/**
 * A content scored as of past weeks, on the events that had happened and the attributes that were known by then, and what
 * became of the leads within a horizon after it, beside the active version scored the same way. Reads at most about 5,000
 * leads, drawn from all of the workspace: who is in the segment is asked as of each week, never of today. Writes nothing.
 * @throws AppError `not_found`, `invalid_sheet`, `invalid` for an unknown segment.
 */
export async function backtestSheet(
  ctx: Context,
  input: OperationInput<typeof backtestSheetOperation>,
): Promise<Backtest> {
  authorize(ctx, "sheets:read");
  const { workspaceId } = ctx;
  const given = input.content === undefined ? null : readContent(input.content);
  const asOf = (input.as_of === undefined ? new Date() : new Date(input.as_of)).getTime();
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const asked = await loadPreviewed(tx, workspaceId, input, given);
      const { sheets, content } = asked;
      const { total, ids } = await sampleLeads(tx, workspaceId, SAMPLE);
      const instants = Array.from({ length: input.weeks }, (_, n) => asOf - (input.weeks - n) * WEEK_MS);
      const weeks = await scoreWeeks(tx, workspaceId, sheets, ids, instants);
      const dropped = (sheets.now?.content.groups ?? []).filter(
        (group) => !content.groups.some(({ key }) => key === group.key),
      );
      return {
        sheet: asked.sheet.key,
        segment: asked.segment,
        as_of: new Date(asOf).toISOString(),
        active_version: asked.active?.number ?? null,
        horizon_days: input.horizon_days,
        sample: { size: ids.length, leads: total, exact: ids.length === total },
        ...countBacktest(weeks, await firstOpportunities(tx, workspaceId, ids), {
          groups: [...content.groups, ...dropped],
          hasNow: sheets.now !== null,
          asOf,
          horizonMs: input.horizon_days * DAY_MS,
        }),
      };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
}

/** Who was in which group at each of these instants, oldest first; one read of events and attributes serves them all. */
async function scoreWeeks(
  tx: Tx,
  workspaceId: number,
  sheets: PreviewSheets,
  ids: number[],
  instants: readonly number[],
): Promise<BacktestWeek[]> {
  const both = sheets.now ? [sheets.now, sheets.draft] : [sheets.draft];
  const names = await loadRestNames(tx, workspaceId);
  const chunk = await readChunk(tx, workspaceId, both, names, { ids }, instants[0] ?? 0, false);
  const keys = [...new Set(both.flatMap((sheet) => sheet.attributeKeys))];
  const facts = await readFacts(tx, workspaceId, chunk.leads.ids, keys);
  const beginnings = await readBeginnings(tx, workspaceId, chunk.leads.ids);
  const weeks: BacktestWeek[] = [];
  for (const at of instants) {
    const seen: Sighting[] = [];
    for (const { leadId, scores } of scoreChunk(asKnownAt(chunk, facts, at), both, at)) {
      if ((beginnings.get(leadId) ?? Number.POSITIVE_INFINITY) > at || scores.length === 0) continue;
      const sighting: Sighting = { lead: leadId };
      for (const { sheet, score } of scores) sighting[sheet === sheets.draft ? "draft" : "now"] = score.group;
      seen.push(sighting);
    }
    weeks.push({ at, seen });
    // Other requests of this process get their turn between two weeks.
    await setImmediate();
  }
  return weeks;
}
