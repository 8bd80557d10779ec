import type { Tx } from "#db/client.ts";
import type { VersionState } from "#db/schema/sheets.ts";
import { invalid, notFound } from "../errors.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { DAY_MS } from "../scoring/values.ts";
import type { FeedbackAsked, Scope } from "./schemas.ts";

export type VersionRow = {
  id: number;
  sheet: string;
  sheetName: string;
  sheetId: number;
  number: number;
  state: VersionState;
  content: SheetContent;
  segment: string;
  segmentName: string;
  condition: Condition;
  trialDays: number;
  activatedAt: Date | null;
  retiredAt: Date | null;
};
export type SegmentRow = { key: string; name: string; condition: Condition };

/** What a report is of: a version, or (null) hand-overs made outside Hotsheet; and whom of it. */
export type Subject = {
  version: VersionRow | null;
  /** The segment that was asked for, beside the version's own. */
  segment: SegmentRow | null;
  horizonDays: number;
  scope: Scope;
};

const VERSION = `select v.id::int as id, h.key as sheet, h.name as "sheetName", h.id::int as "sheetId", v.number, v.state,
    v.content, s.key as segment, s.name as "segmentName", s.condition, v.trial_days as "trialDays",
    v.activated_at as "activatedAt", v.retired_at as "retiredAt"
  from sheet_versions v join sheets h on h.workspace_id = v.workspace_id and h.id = v.sheet_id
  join segments s on s.workspace_id = v.workspace_id and s.id = v.segment_id`;

/** @throws AppError `not_found` for a sheet, version or segment that is not there, `invalid` where no sheet is named. */
export async function findSubject(tx: Tx, workspaceId: number, asked: FeedbackAsked): Promise<Subject> {
  const { horizon_days: horizonDays, scope } = asked;
  const segment = asked.segment === undefined ? null : await findSegment(tx, workspaceId, asked.segment);
  if (segment === undefined) throw notFound("Segment");
  if (asked.version === "imported") return { version: null, segment, horizonDays, scope: "all" };
  if (asked.sheet === undefined) throw invalid([{ path: "sheet", message: "Name a sheet" }]);
  const isActive = asked.version === "active";
  const { rows } = await tx.$client.query<VersionRow>(
    `${VERSION} where v.workspace_id = $1 and h.key = $2 and ${isActive ? "v.state = 'active'" : "v.number = $3"}`,
    isActive ? [workspaceId, asked.sheet] : [workspaceId, asked.sheet, Number(asked.version)],
  );
  const [version] = rows;
  if (!version) throw notFound("Sheet version");
  return { version, segment, horizonDays, scope };
}

export async function findSegment(tx: Tx, workspaceId: number, key: string): Promise<SegmentRow | undefined> {
  const { rows } = await tx.$client.query<SegmentRow>(
    "select key, name, condition from segments where workspace_id = $1 and key = $2",
    [workspaceId, key],
  );
  return rows[0];
}

export async function loadVersion(tx: Tx, workspaceId: number, id: number): Promise<VersionRow | undefined> {
  const { rows } = await tx.$client.query<VersionRow>(`${VERSION} where v.workspace_id = $1 and v.id = $2`, [
    workspaceId,
    id,
  ]);
  return rows[0];
}

/** The version of the same sheet that was active before this one. */
export async function versionBefore(
  tx: Tx,
  workspaceId: number,
  { sheetId, number }: VersionRow,
): Promise<VersionRow | undefined> {
  const { rows } = await tx.$client.query<VersionRow>(
    `${VERSION} where v.workspace_id = $1 and v.sheet_id = $2 and v.number < $3 and v.activated_at is not null
     order by v.number desc limit 1`,
    [workspaceId, sheetId, number],
  );
  return rows[0];
}

/** When a version's trial ended or will (ms): after its days, or when the version was retired; null: never begun. */
export function trialEnd({ activatedAt, retiredAt, trialDays }: VersionRow): number | null {
  if (!activatedAt) return null;
  const end = activatedAt.getTime() + trialDays * DAY_MS;
  return retiredAt ? Math.min(end, retiredAt.getTime()) : end;
}

/** When every hand-over of the scope has matured (ms), so that its report can be frozen; null: nobody knows. */
export function closesAt(version: VersionRow, scope: Scope, horizonMs: number): number | null {
  const end = scope === "trial" ? trialEnd(version) : (version.retiredAt?.getTime() ?? null);
  return end === null ? null : end + horizonMs;
}
