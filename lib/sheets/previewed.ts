import type { Tx } from "#db/client.ts";
import { invalid } from "../errors.ts";
import { attributeKeysOf, bindSheet, loadRestNames, type ReadySheet } from "../scores/model.ts";
import { compileCondition } from "../scoring/condition.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { isOpen, loadContent, loadSheet, loadVersions, type SheetRow, type VersionRow } from "./internal.ts";
import { readContent } from "./read-content.ts";

/** A content beside the active version, both ready to score. */
export type Previewed = {
  sheet: SheetRow;
  /** Key of the segment that the content is asked for. */
  segment: string;
  content: SheetContent;
  active: VersionRow | null;
  /** Number of the version that the content is that of, or would change. */
  version: number;
  sheets: { now: ReadySheet | null; draft: ReadySheet };
  conditions: Condition[];
};

/**
 * What a preview, a list of movers, a test of a lead and a backtest have in common: the content given, or else that of
 * the open draft, the active version or the newest one, and the active version.
 * @param given checked by `readContent` already
 * @throws AppError `not_found`, `invalid` for an unknown segment.
 */
export async function loadPreviewed(
  tx: Tx,
  workspaceId: number,
  input: { key: string; segment?: string | undefined },
  given: SheetContent | null,
): Promise<Previewed> {
  const sheet = await loadSheet(tx, workspaceId, input.key);
  const versions = await loadVersions(tx, workspaceId, [sheet.id]);
  const active = versions.find(({ state }) => state === "active");
  const base = versions.find(isOpen) ?? active ?? versions[0];
  const segment = input.segment ?? base?.segment ?? "";
  const content = given ?? (base ? await loadContent(tx, workspaceId, base.id) : readContent({}));
  const draft = await ready(tx, workspaceId, content, await conditionOf(tx, workspaceId, segment));
  const now = active ? await readyActive(tx, workspaceId, active) : null;
  return {
    sheet,
    segment,
    content,
    active: active ?? null,
    version: base?.number ?? 1,
    sheets: { now: now?.sheet ?? null, draft: draft.sheet },
    conditions: now ? [draft.condition, now.condition] : [draft.condition],
  };
}

type Ready = { sheet: ReadySheet; condition: Condition };

/** The condition of a segment. Throws `invalid` where there is none of that key. */
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

/** A content made ready to score. Only a published version's hash is given: contents under edit would drive those out of the cache. */
export async function ready(
  tx: Tx,
  workspaceId: number,
  content: SheetContent,
  condition: Condition,
  hash?: string,
): Promise<Ready> {
  const names = await loadRestNames(tx, workspaceId);
  const bound = await bindSheet(tx, workspaceId, content, names, hash);
  const sheet: ReadySheet = {
    sheetId: 0,
    versionId: 0,
    content,
    segment: compileCondition(condition),
    bound,
    attributeKeys: attributeKeysOf(bound, condition),
    handoverGroup: content.groups.find((group) => group.handover)?.key ?? null,
  };
  return { sheet, condition };
}
