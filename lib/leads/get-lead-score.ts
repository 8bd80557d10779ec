import { inWorkspace, type Tx } from "#db/client.ts";
import { loadAdjustments } from "../adjustments/internal.ts";
import { authorize, type Context } from "../context.ts";
import { assertScored } from "../privacy/assert-scored.ts";
import { type AdjustmentWords, explainScore } from "../scores/explain.ts";
import { findVersion, scoreAt } from "../scores/score-at.ts";
import type { SheetContent } from "../scoring/schema.ts";
import type { Score } from "../scoring/score.ts";
import { readInstant } from "../scoring/values.ts";
import { findLeadId } from "./find-lead.ts";
import { groupTone } from "./group-tone.ts";
import type { LeadScoreAnswer, ScoreInput } from "./score-schemas.ts";

/**
 * The score of a lead on a version of a sheet at an instant, computed live and explained rule by rule.
 * @throws AppError `not_found` for an unknown lead, sheet or version; `invalid_sheet` for a draft that cannot score;
 * `conflict` for a lead that objects to profiling.
 */
export async function getLeadScore(ctx: Context, input: ScoreInput): Promise<LeadScoreAnswer> {
  authorize(ctx, "leads:read");
  const asOf = new Date(input.as_of === undefined ? Date.now() : readInstant(input.as_of));
  return inWorkspace(
    ctx.workspaceId,
    async (tx) => {
      const leadId = await findLeadId(tx, ctx.workspaceId, input.id);
      await assertScored(tx, ctx.workspaceId, leadId);
      const { version } = await findVersion(tx, ctx.workspaceId, leadId, input);
      const { score, inSegment } = await scoreAt(tx, ctx.workspaceId, leadId, version, asOf);
      const { sheet, sheetName, number, content } = version;
      const words = await adjustmentWords(tx, ctx.workspaceId, leadId, [score]);
      const about = { leadId, sheet, sheetName, version: number, inSegment, asOf };
      return toScoreAnswer({ ...about, content, score, words });
    },
    { readOnly: true },
  );
}

type Scored = {
  leadId: number;
  sheet: string;
  sheetName: string;
  version: number;
  content: SheetContent;
  score: Score;
  words: AdjustmentWords;
  inSegment: boolean;
  asOf: Date;
};

/** Who gave the points by hand that count in these scores of a lead, and why. */
export async function adjustmentWords(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  scores: readonly Score[],
): Promise<AdjustmentWords> {
  const ids = scores.flatMap(({ explain }) => explain?.adjustments.map(({ id }) => id) ?? []);
  if (ids.length === 0) return new Map();
  const found = await loadAdjustments(tx, workspaceId, leadId, ids);
  return new Map(found.map(({ id, reason, by }) => [id, { reason, by }]));
}

/** An explained score in the words of the content that gave it. */
export function toScoreAnswer({ content, score, words, ...about }: Scored): LeadScoreAnswer {
  return {
    lead_id: about.leadId,
    sheet: about.sheet,
    version: about.version,
    as_of: about.asOf.toISOString(),
    in_segment: about.inSegment,
    total: score.total,
    dimensions: score.dimensions,
    label: score.label,
    group: score.group,
    excluded: score.excluded,
    contributions: score.contributions.map(({ rule, points, times, lastAt }) => ({
      rule,
      points,
      times,
      last_at: lastAt === null ? null : new Date(lastAt).toISOString(),
    })),
    sheet_name: about.sheetName,
    group_name: content.groups.find(({ key }) => key === score.group)?.name ?? score.group,
    tone: groupTone(content.groups, score.group),
    excluded_name: content.exclusions.find(({ key }) => key === score.excluded)?.name ?? score.excluded,
    explain: explainScore(content, score, words),
  };
}
