import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLeadId } from "../leads/find-lead.ts";
import { adjustmentWords, toScoreAnswer } from "../leads/get-lead-score.ts";
import { loadRestNames, type ReadySheet } from "../scores/model.ts";
import { explainLead, readChunk } from "../scores/score-chunk.ts";
import type { Rule, SheetContent } from "../scoring/schema.ts";
import type { Score } from "../scoring/score.ts";
import type { testLeadOperation } from "./preview-operations.ts";
import type { TestedLead } from "./preview-schemas.ts";
import { loadPreviewed } from "./previewed.ts";
import { readContent } from "./read-content.ts";

/**
 * One lead under a content: for each rule the events that match, their points, what the limit leaves of them and what is
 * left after fading; then every step of the sum, beside the active version. Computed on attributes and events as of the
 * instant; writes nothing.
 * @throws AppError `not_found` for an unknown sheet or lead, `invalid_sheet`, `invalid` for an unknown segment.
 */
export async function testLead(
  ctx: Context,
  input: OperationInput<typeof testLeadOperation>,
): Promise<TestedLead> {
  authorize(ctx, "leads:read");
  authorize(ctx, "sheets:read");
  const { workspaceId } = ctx;
  const given = input.content === undefined ? null : readContent(input.content);
  const asOf = input.as_of === undefined ? new Date() : new Date(input.as_of);
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const { sheet, sheets, content, active, version } = await loadPreviewed(tx, workspaceId, input, given);
      const leadId = await findLeadId(tx, workspaceId, input.lead);
      const explain = await explainer(tx, workspaceId, sheets, leadId, asOf.getTime());
      const draft = explain(sheets.draft);
      const now = sheets.now && { ...explain(sheets.now), content: sheets.now.content };
      const scores = [draft.score, ...(now ? [now.score] : [])];
      const words = await adjustmentWords(tx, workspaceId, leadId, scores);
      const about = { words, leadId, sheet: sheet.key, sheetName: sheet.name, asOf };
      return {
        ...(await nameOf(tx, workspaceId, leadId)),
        draft: toScoreAnswer({ ...about, ...draft, version, content }),
        active: now && active && toScoreAnswer({ ...about, ...now, version: active.number }),
        rules: content.rules.map((rule) => testedRule(rule, draft.score, now)),
      };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
}

/** Scores one lead on any of these sheets, from one read. */
async function explainer(
  tx: Tx,
  workspaceId: number,
  { now, draft }: { now: ReadySheet | null; draft: ReadySheet },
  leadId: number,
  asOf: number,
): Promise<(sheet: ReadySheet) => { score: Score; inSegment: boolean }> {
  const names = await loadRestNames(tx, workspaceId);
  const both = now ? [now, draft] : [draft];
  const chunk = await readChunk(tx, workspaceId, both, names, { ids: [leadId] }, asOf, true);
  return (sheet) => ({
    score: explainLead(chunk, 0, sheet, asOf),
    inSegment: sheet.segment.test(chunk.leads.attributes[0] ?? {}, asOf),
  });
}

async function nameOf(
  tx: Tx,
  workspaceId: number,
  leadId: number,
): Promise<Pick<TestedLead, "lead_id" | "name" | "email">> {
  const found = await tx.$client.query<{ name: string | null; email: string | null }>(
    "select display_name as name, email from leads where workspace_id = $1 and id = $2",
    [workspaceId, leadId],
  );
  return { lead_id: leadId, name: found.rows[0]?.name ?? null, email: found.rows[0]?.email ?? null };
}

const givenBy = (score: Score, rule: string) => score.contributions.find((given) => given.rule === rule);

function testedRule(
  rule: Rule,
  draft: Score,
  now: { score: Score; content: SheetContent } | null,
): TestedLead["rules"][number] {
  const { key, name, category, kind } = rule;
  const given = givenBy(draft, key);
  const faded = given?.points ?? 0;
  const before = now?.content.rules.some((other) => other.key === key);
  const active = now && before ? (givenBy(now.score, key)?.points ?? 0) : null;
  if (rule.kind !== "behaviour")
    return { rule: key, name, category, kind, events: null, raw: faded, limited: faded, faded, active };
  const [events, kept] = [given?.matched ?? 0, given?.times ?? 0];
  return {
    rule: key,
    name,
    category,
    kind,
    events,
    raw: rule.points * events + 0,
    limited: rule.points * kept + 0,
    faded,
    active,
  };
}
