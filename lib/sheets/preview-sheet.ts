import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { figureWarnings } from "./figure-warnings.ts";
import { loadActionTargets } from "./load-action-targets.ts";
import { binScores, countGroups, findMoves } from "./preview-counts.ts";
import type { previewSheetOperation } from "./preview-operations.ts";
import { population } from "./preview-population.ts";
import type { Preview } from "./preview-schemas.ts";
import { previewScores, type Weeks } from "./preview-scores.ts";
import { loadPreviewed } from "./previewed.ts";
import { nameMovers } from "./previewed-movers.ts";
import { readContent } from "./read-content.ts";
import type { RuleTally } from "./rule-tally.ts";
import { targetWarnings } from "./target-warnings.ts";
import { sheetWarnings } from "./warnings.ts";

/**
 * What a content would do to the leads of its segment, beside the active version: groups, moves, scores, hand-overs over
 * the last eight weeks, for whom each rule counts, and warnings. Reads at most 5,000 leads and writes nothing (the
 * transaction is read-only).
 * @throws AppError `not_found`, `invalid_sheet`, `invalid` for an unknown segment.
 */
export async function previewSheet(
  ctx: Context,
  input: OperationInput<typeof previewSheetOperation>,
): Promise<Preview> {
  authorize(ctx, "sheets:read");
  const { workspaceId } = ctx;
  const given = input.content === undefined ? null : readContent(input.content);
  const asOf = input.as_of === undefined ? new Date() : new Date(input.as_of);
  const isPast = input.as_of !== undefined;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const asked = await loadPreviewed(tx, workspaceId, input, given);
      const { sheets, content, active } = asked;
      const { ids, ...sample } = await population(tx, workspaceId, asked.conditions, asOf.getTime(), isPast);
      const scored = await previewScores(tx, workspaceId, sheets, ids, asOf.getTime(), isPast);
      const project = (n: number) => Math.round(n * sample.scale);
      const { listed, ...moves } = findMoves(scored.leads, project);
      const rules = toRules(content, scored.rules, project);
      const targets = await loadActionTargets(tx, workspaceId);
      return {
        sheet: asked.sheet.key,
        segment: asked.segment,
        as_of: asOf.toISOString(),
        active_version: active?.number ?? null,
        sample: { size: ids.length, ...sample },
        ...countGroups(scored.leads, sheets.now?.content ?? null, content, project),
        ...moves,
        movers: await nameMovers(tx, workspaceId, listed),
        histogram: binScores(scored.leads, sheets.now !== null, project),
        handovers: toWeeks(scored.weeks, sheets.now !== null, project, sample.scale),
        rules,
        action_targets: targets,
        warnings: [
          ...sheetWarnings(content),
          ...figureWarnings(content, rules, ids.length),
          ...targetWarnings(content, targets),
        ],
      };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
}

const toRules = (content: SheetContent, tally: RuleTally, project: (n: number) => number): Preview["rules"] =>
  content.rules.map(({ key }, n) => ({
    rule: key,
    leads: project(tally.leads[n] ?? 0),
    opportunities: project(tally.opportunities[n] ?? 0),
    felt: project(tally.felt[n] ?? 0),
  }));

function toWeeks(
  weeks: Weeks,
  hasNow: boolean,
  project: (n: number) => number,
  scale: number,
): Preview["handovers"] {
  const at = (n: number) => new Date(weeks.ends[n] ?? 0).toISOString();
  const mean = (counts: readonly number[]) =>
    Math.round(((counts.reduce((a, b) => a + b, 0) * scale) / counts.length) * 10) / 10;
  return {
    weeks: weeks.draft.map((draft, n) => ({
      from: at(n),
      to: at(n + 1),
      now: hasNow ? project(weeks.now[n] ?? 0) : null,
      draft: project(draft),
    })),
    per_week: { now: hasNow ? mean(weeks.now) : null, draft: mean(weeks.draft) },
  };
}
