import type { Tx } from "#db/client.ts";
import type { ReportKey } from "./report-key.ts";
import { DEFAULT_HORIZON_DAYS, type ReportBody } from "./schemas.ts";
import type { Subject } from "./subject.ts";

export type StoredReport = {
  asOf: Date;
  frozenAt: Date | null;
  requestedAt: Date | null;
  body: ReportBody;
};

export const keyOf = ({ version, scope, horizonDays, segment }: Subject): ReportKey => ({
  versionId: version?.id ?? null,
  scope,
  horizonDays,
  segment: segment?.key ?? null,
});

/** Only the report that both sides were promised is frozen: of everybody, with the usual horizon. */
export const mayBeFrozen = ({ versionId, horizonDays, segment }: ReportKey): boolean =>
  versionId !== null && horizonDays === DEFAULT_HORIZON_DAYS && segment === null;

const parameters = (workspaceId: number, { versionId, scope, horizonDays, segment }: ReportKey) => [
  workspaceId,
  versionId,
  scope,
  horizonDays,
  segment,
];
const THIS = `workspace_id = $1 and version_id is not distinct from $2 and scope = $3 and horizon_days = $4
  and segment is not distinct from $5`;

export async function loadStored(tx: Tx, workspaceId: number, key: ReportKey): Promise<StoredReport | null> {
  const { rows } = await tx.$client.query<StoredReport>(
    `select as_of as "asOf", frozen_at as "frozenAt", requested_at as "requestedAt", body from feedback_reports
     where ${THIS}`,
    parameters(workspaceId, key),
  );
  return rows[0] ?? null;
}

/** Keeps a report in the place of an older one; a frozen one stays. @param frozenAt null: it may be replaced. */
export async function storeReport(
  tx: Tx,
  workspaceId: number,
  key: ReportKey,
  body: ReportBody,
  frozenAt: Date | null = null,
): Promise<boolean> {
  const { rowCount } = await tx.$client.query(
    `insert into feedback_reports as r (workspace_id, version_id, scope, horizon_days, segment, as_of, frozen_at, body)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (workspace_id, version_id, scope, horizon_days, segment) do update
       set as_of = excluded.as_of, frozen_at = excluded.frozen_at, requested_at = null, body = excluded.body
       where r.frozen_at is null and (excluded.frozen_at is not null or r.as_of < excluded.as_of)`,
    [...parameters(workspaceId, key), body.as_of, frozenAt, JSON.stringify(body)],
  );
  return rowCount === 1;
}

/** Notes that a newer one was asked for; false where somebody has asked within `againMs`. */
export async function requestReport(
  tx: Tx,
  workspaceId: number,
  key: ReportKey,
  now: Date,
  againMs: number,
): Promise<boolean> {
  const { rowCount } = await tx.$client.query(
    `update feedback_reports set requested_at = $6
     where ${THIS} and frozen_at is null and (requested_at is null or requested_at < $7)`,
    [...parameters(workspaceId, key), now, new Date(now.getTime() - againMs)],
  );
  return rowCount === 1;
}
