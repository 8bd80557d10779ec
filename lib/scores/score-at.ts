import type { Tx } from "#db/client.ts";
import type { VersionState } from "#db/schema/sheets.ts";
import { AppError, notFound } from "../errors.ts";
import { compileCondition } from "../scoring/condition.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import type { SheetContent } from "../scoring/schema.ts";
import type { Score } from "../scoring/score.ts";
import { validateSheet } from "../scoring/validate.ts";
import { attributeKeysOf, bindSheet, loadRestNames, type ReadySheet, type RestNames } from "./model.ts";
import { explainLead, readChunk } from "./score-chunk.ts";

export type VersionRow = {
  sheetId: number;
  sheet: string;
  sheetName: string;
  versionId: number;
  number: number;
  state: VersionState;
  hash: string;
  content: SheetContent;
  condition: Condition;
  activatedAt: Date | null;
  retiredAt: Date | null;
};

/** Columns of a `VersionRow`, from sheet_versions v, sheets h and segments s. */
const SELECT_VERSION = `select v.sheet_id::int as "sheetId", h.key as sheet, h.name as "sheetName", v.id::int as "versionId",
    v.number, v.state, v.hash, v.content, s.condition, v.activated_at as "activatedAt", v.retired_at as "retiredAt"
  from sheet_versions v join sheets h on h.workspace_id = v.workspace_id and h.id = v.sheet_id
  join segments s on s.workspace_id = v.workspace_id and s.id = v.segment_id`;

/** All versions of a sheet, oldest first. */
export async function loadVersions(tx: Tx, workspaceId: number, sheetId: number): Promise<VersionRow[]> {
  const found = await tx.$client.query<VersionRow>(
    `${SELECT_VERSION} where v.workspace_id = $1 and v.sheet_id = $2 order by v.number`,
    [workspaceId, sheetId],
  );
  return found.rows;
}

/** The sheet asked for by key; else the lead's primary one; else the only one there is. */
async function findSheet(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  key: string | undefined,
): Promise<number> {
  const found = await tx.$client.query<{ id: number; chosen: boolean }>(
    `select h.id::int as id, ${key === undefined ? "h.id = l.primary_sheet_id" : "h.key = $3"} as chosen
     from sheets h join leads l on l.workspace_id = h.workspace_id and l.id = $2 where h.workspace_id = $1`,
    key === undefined ? [workspaceId, leadId] : [workspaceId, leadId, key],
  );
  const chosen =
    found.rows.find((row) => row.chosen) ??
    (key === undefined && found.rows.length === 1 ? found.rows[0] : undefined);
  if (!chosen) throw notFound("Sheet");
  return chosen.id;
}

const isOpen = (row: VersionRow) => row.state === "draft" || row.state === "in_review";

/**
 * The version a request means. Without one: the active, else the open draft, else the newest.
 * @param asked.version a number, `active` or `draft`
 * @throws AppError `not_found`
 */
export async function findVersion(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  asked: { sheet?: string | undefined; version?: string | undefined },
): Promise<{ version: VersionRow; versions: VersionRow[] }> {
  if (asked.sheet?.includes("\u0000")) throw notFound("Sheet");
  const versions = await loadVersions(tx, workspaceId, await findSheet(tx, workspaceId, leadId, asked.sheet));
  const active = versions.find((row) => row.state === "active");
  const open = versions.find(isOpen);
  const version =
    asked.version === undefined
      ? (active ?? open ?? versions.at(-1))
      : asked.version === "active"
        ? active
        : asked.version === "draft"
          ? open
          : versions.find((row) => row.number === Number(asked.version));
  if (!version) throw notFound("Sheet version");
  return { version, versions };
}

/**
 * Makes a version ready to score.
 * @throws AppError `invalid_sheet` for a draft that cannot score yet.
 */
export async function readyVersion(
  tx: Tx,
  workspaceId: number,
  row: VersionRow,
  names: RestNames,
): Promise<ReadySheet> {
  if (isOpen(row)) {
    const checked = validateSheet(row.content);
    if (!checked.ok)
      throw new AppError("invalid_sheet", "The draft cannot score yet", { issues: checked.issues });
  }
  const bound = await bindSheet(tx, workspaceId, row.content, names, row.hash);
  return {
    sheetId: row.sheetId,
    versionId: row.versionId,
    content: row.content,
    segment: compileCondition(row.condition),
    bound,
    attributeKeys: attributeKeysOf(bound, row.condition),
    handoverGroup: row.content.groups.find((group) => group.handover)?.key ?? null,
  };
}

/**
 * The scoring function itself, asked for one lead at an instant: attributes as known then, events up to then.
 * Never reads a stored score.
 */
export async function scoreAt(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  version: VersionRow,
  asOf: Date,
): Promise<{ score: Score; inSegment: boolean }> {
  const names = await loadRestNames(tx, workspaceId);
  const sheet = await readyVersion(tx, workspaceId, version, names);
  const chunk = await readChunk(tx, workspaceId, [sheet], names, { ids: [leadId] }, asOf.getTime(), true);
  return {
    score: explainLead(chunk, 0, sheet, asOf.getTime()),
    inSegment: sheet.segment.test(chunk.leads.attributes[0] ?? {}, asOf.getTime()),
  };
}
