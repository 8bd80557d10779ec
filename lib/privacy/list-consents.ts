import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLeadId } from "../leads/find-lead.ts";
import { memberNames } from "../leads/owners.ts";
import type { listConsentsOperation } from "./operations.ts";
import type { Consent, Consents } from "./schemas.ts";

const MOST = 500;

type Row = Omit<Consent, "id" | "at" | "by" | "source"> & {
  id: string;
  at: Date;
  memberId: string | null;
  sourceId: string | null;
  sourceName: string | null;
};

/** What a person allowed and forbade, newest first, and what holds of it. @throws AppError `not_found`. */
export async function listConsents(
  ctx: Context,
  input: OperationInput<typeof listConsentsOperation>,
): Promise<Consents> {
  authorize(ctx, "leads:read");
  return inWorkspace(
    ctx.workspaceId,
    async (tx) => readConsents(tx, ctx.workspaceId, await findLeadId(tx, ctx.workspaceId, input.id)),
    { readOnly: true },
  );
}

export async function readConsents(tx: Tx, workspaceId: number, leadId: number): Promise<Consents> {
  const { rows } = await tx.$client.query<Row>(
    `select c.id, c.purpose, c.state, c.at, c.origin, c.note, c.member_id as "memberId", c.source_id as "sourceId",
       s.name as "sourceName"
     from lead_consents c left join sources s on s.workspace_id = $1 and s.id = c.source_id
     where c.workspace_id = $1 and c.lead_id in (
       select $2::bigint union all select id from leads where workspace_id = $1 and joined_into = $2)
     order by c.at desc, c.id desc limit ${MOST}`,
    [workspaceId, leadId],
  );
  const objected = await tx.$client.query<{ at: Date | null }>(
    "select objected_at as at from leads where workspace_id = $1 and id = $2",
    [workspaceId, leadId],
  );
  const people = await memberNames(
    tx,
    workspaceId,
    rows.map((row) => row.memberId),
  );
  const history = rows.map(
    ({ memberId, sourceId, sourceName, ...row }): Consent => ({
      ...row,
      id: Number(row.id),
      at: row.at.toISOString(),
      by:
        memberId === null
          ? null
          : { id: Number(memberId), name: people.get(Number(memberId)) ?? `#${memberId}` },
      source: sourceId === null ? null : { id: Number(sourceId), name: sourceName ?? `#${sourceId}` },
    }),
  );
  const seen = new Set<string>();
  const now = history.filter(({ purpose }) => !seen.has(purpose) && seen.add(purpose));
  return { lead_id: leadId, objected_at: objected.rows[0]?.at?.toISOString() ?? null, now, history };
}
