import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { members, sheetSignatures, users } from "#db/schema/index.ts";
import type { VersionState } from "#db/schema/sheets.ts";
import { notFound } from "../errors.ts";
import type { Side } from "../permissions.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { DAY_MS } from "../scoring/values.ts";
import type { Version, VersionSummary } from "./schemas.ts";

export type SheetRow = { id: number; key: string; name: string; createdAt: Date };
export type VersionRow = {
  id: number;
  sheetId: number;
  number: number;
  state: VersionState;
  segmentId: number;
  segment: string;
  hash: string;
  revision: number;
  note: string | null;
  trialDays: number;
  createdAt: Date;
  updatedAt: Date;
  scheduledAt: Date | null;
  silent: boolean;
  activatedAt: Date | null;
  retiredAt: Date | null;
};
export type Signature = VersionSummary["signatures"][number];

const SHEET = `id::int as id, key, name, created_at as "createdAt"`;
const VERSION = `v.id::int as id, v.sheet_id::int as "sheetId", v.number, v.state, v.segment_id::int as "segmentId",
  g.key as segment, v.hash, v.revision, v.note, v.trial_days as "trialDays", v.created_at as "createdAt",
  v.updated_at as "updatedAt", v.scheduled_at as "scheduledAt", v.silent,
  v.activated_at as "activatedAt", v.retired_at as "retiredAt"`;
const FROM = `from sheet_versions v join segments g on g.workspace_id = v.workspace_id and g.id = v.segment_id`;

/** A sheet by its key. `lock` makes whoever changes its versions wait for one another. */
export async function findSheet(
  tx: Tx,
  workspaceId: number,
  key: string,
  lock = false,
): Promise<SheetRow | undefined> {
  const found = await tx.$client.query<SheetRow>(
    `select ${SHEET} from sheets where workspace_id = $1 and key = $2${lock ? " for update" : ""}`,
    [workspaceId, key],
  );
  return found.rows[0];
}

/** @throws AppError `not_found`, also for sheets of other workspaces. */
export async function loadSheet(tx: Tx, workspaceId: number, key: string, lock = false): Promise<SheetRow> {
  const sheet = await findSheet(tx, workspaceId, key, lock);
  if (!sheet) throw notFound("Sheet");
  return sheet;
}

/** Versions of these sheets, newest first. */
export async function loadVersions(tx: Tx, workspaceId: number, sheetIds: number[]): Promise<VersionRow[]> {
  const found = await tx.$client.query<VersionRow>(
    `select ${VERSION} ${FROM} where v.workspace_id = $1 and v.sheet_id = any($2::bigint[])
     order by v.sheet_id, v.number desc`,
    [workspaceId, sheetIds],
  );
  return found.rows;
}

export async function loadContent(tx: Tx, workspaceId: number, versionId: number): Promise<SheetContent> {
  const found = await tx.$client.query<{ content: SheetContent }>(
    "select content from sheet_versions where workspace_id = $1 and id = $2",
    [workspaceId, versionId],
  );
  const [row] = found.rows;
  if (!row) throw notFound("Version");
  return row.content;
}

export const isOpen = ({ state }: { state: VersionState }): boolean =>
  state === "draft" || state === "in_review";

/** Signatures by version, marketing first. */
export async function loadSignatures(tx: Tx, workspaceId: number): Promise<Map<number, Signature[]>> {
  const found = await tx
    .select({
      versionId: sheetSignatures.versionId,
      side: sheetSignatures.side,
      memberId: sheetSignatures.memberId,
      name: users.name,
      signedAt: sheetSignatures.signedAt,
    })
    .from(sheetSignatures)
    .innerJoin(members, and(eq(members.workspaceId, workspaceId), eq(members.id, sheetSignatures.memberId)))
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(sheetSignatures.workspaceId, workspaceId))
    .orderBy(asc(sheetSignatures.side));
  const byVersion = new Map<number, Signature[]>();
  for (const { versionId, side, memberId, name, signedAt } of found) {
    const list = byVersion.get(versionId) ?? [];
    list.push({ side, member: { id: memberId, name }, signed_at: signedAt.toISOString() });
    byVersion.set(versionId, list);
  }
  return byVersion;
}

function trialOf({ activatedAt, trialDays }: VersionRow, now: Date): VersionSummary["trial"] {
  if (!activatedAt) return null;
  const endsAt = new Date(activatedAt.getTime() + trialDays * DAY_MS);
  const day = Math.floor((now.getTime() - activatedAt.getTime()) / DAY_MS) + 1;
  return {
    days: trialDays,
    day: Math.min(Math.max(day, 1), trialDays),
    ends_at: endsAt.toISOString(),
    over: now >= endsAt,
  };
}

export function toVersion(row: VersionRow, signatures: Signature[], now: Date): VersionSummary {
  return {
    number: row.number,
    state: row.state,
    hash: row.hash,
    revision: row.revision,
    segment: row.segment,
    signatures,
    note: row.note,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    scheduled_at: row.scheduledAt?.toISOString() ?? null,
    silent: row.silent,
    activated_at: row.activatedAt?.toISOString() ?? null,
    retired_at: row.retiredAt?.toISOString() ?? null,
    trial: trialOf(row, now),
    trial_days: row.trialDays,
  };
}

/** The sides that have signed a version. */
export const sidesOf = (version: Pick<Version, "signatures">): Side[] =>
  version.signatures.map(({ side }) => side);
