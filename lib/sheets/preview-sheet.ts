import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { attributeKeysOf, bindSheet, loadRestNames, type ReadySheet } from "../scores/model.ts";
import { compileCondition } from "../scoring/condition.ts";
import type { Condition, SheetContent } from "../scoring/schema.ts";
import { isOpen, loadContent, loadSheet, loadVersions, type VersionRow } from "./internal.ts";
import type { previewSheetOperation } from "./operations.ts";
import { binScores, countGroups, findMoves } from "./preview-counts.ts";
import { population } from "./preview-population.ts";
import type { Preview } from "./preview-schemas.ts";
import { type PreviewLead, previewScores, type Weeks } from "./preview-scores.ts";
import { readContent } from "./read-content.ts";

/**
 * What a content would do to the leads of its segment, beside the active version: groups, moves, scores, and
 * hand-overs over the last eight weeks. Reads at most 5,000 leads and writes nothing (the transaction is read-only).
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
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const sheet = await loadSheet(tx, workspaceId, input.key);
      const versions = await loadVersions(tx, workspaceId, [sheet.id]);
      const active = versions.find(({ state }) => state === "active");
      const base = versions.find(isOpen) ?? active ?? versions[0];
      const segment = input.segment ?? base?.segment ?? "";
      const content = given ?? (base ? await loadContent(tx, workspaceId, base.id) : readContent({}));
      const draft = await ready(tx, workspaceId, content, await conditionOf(tx, workspaceId, segment));
      const now = active ? await readyActive(tx, workspaceId, active) : null;
      const conditions = now ? [draft.condition, now.condition] : [draft.condition];
      const people = await population(tx, workspaceId, conditions, asOf.getTime());
      const sheets = { now: now?.sheet ?? null, draft: draft.sheet };
      const isPast = input.as_of !== undefined;
      const scored = await previewScores(tx, workspaceId, sheets, people.ids, asOf.getTime(), isPast);
      const project = (n: number) => Math.round(n * people.scale);
      const { listed, ...moves } = findMoves(scored.leads, project);
      return {
        sheet: sheet.key,
        segment,
        as_of: asOf.toISOString(),
        active_version: active?.number ?? null,
        sample: { size: people.ids.length, leads: people.leads, scale: people.scale, exact: people.exact },
        ...countGroups(scored.leads, now?.sheet.content ?? null, content, project),
        ...moves,
        movers: await nameMovers(tx, workspaceId, listed),
        histogram: binScores(scored.leads, now !== null, project),
        handovers: toWeeks(scored.weeks, now !== null, project, people.scale),
      };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
}

type Ready = { sheet: ReadySheet; condition: Condition };

export async function conditionOf(tx: Tx, workspaceId: number, key: string): Promise<Condition> {
  const found = await tx.$client.query<{ condition: Condition }>(
    "select condition from segments where workspace_id = $1 and key = $2",
    [workspaceId, key],
  );
  const [row] = found.rows;
  if (row) return row.condition;
  throw invalid([
    {
      path: "segment",
      message: `There is no segment “${key}”`,
      code: "unknown_segment",
      params: { segment: key },
    },
  ]);
}

async function readyActive(tx: Tx, workspaceId: number, active: VersionRow): Promise<Ready> {
  const content = await loadContent(tx, workspaceId, active.id);
  const condition = await conditionOf(tx, workspaceId, active.segment);
  return ready(tx, workspaceId, content, condition, active.hash);
}

/** Only a published version's hash is given: contents under edit would drive those out of the cache. */
export async function ready(
  tx: Tx,
  workspaceId: number,
  content: SheetContent,
  condition: Condition,
  hash?: string,
): Promise<Ready> {
  const names = await loadRestNames(tx, workspaceId);
  const sheet: ReadySheet = {
    sheetId: 0,
    versionId: 0,
    content,
    segment: compileCondition(condition),
    bound: await bindSheet(tx, workspaceId, content, names, hash),
    attributeKeys: attributeKeysOf(content, condition),
    handoverGroup: content.groups.find((group) => group.handover)?.key ?? null,
  };
  return { sheet, condition };
}

async function nameMovers(tx: Tx, workspaceId: number, listed: PreviewLead[]): Promise<Preview["movers"]> {
  const found = await tx.$client.query<{ id: number; name: string | null; email: string | null }>(
    "select id::int as id, display_name as name, email from leads where workspace_id = $1 and id = any($2::bigint[])",
    [workspaceId, listed.map(({ id }) => id)],
  );
  const known = new Map(found.rows.map((row) => [row.id, row]));
  return listed.map(({ id, now, draft }) => ({
    lead_id: id,
    name: known.get(id)?.name ?? null,
    email: known.get(id)?.email ?? null,
    from: now?.group ?? null,
    to: draft?.group ?? null,
    before: now?.total ?? null,
    after: draft?.total ?? null,
  }));
}

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
