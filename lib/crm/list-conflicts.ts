import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { connectionByKey } from "./connection.ts";
import type { listConflictsOperation } from "./operations.ts";
import type { CrmConflict } from "./schemas.ts";
import type { ConflictOutcome } from "./states.ts";

type Row = Omit<CrmConflict, "lead" | "at" | "outcome" | "by_policy"> & {
  leadId: number;
  leadName: string | null;
  at: Date;
  outcome: ConflictOutcome | null;
  decidedBy: string | null;
};

/** Conflicts of a connection, newest first. @throws AppError `not_found` */
export async function listConflicts(
  ctx: Context,
  { key, before, limit }: OperationInput<typeof listConflictsOperation>,
): Promise<{ items: CrmConflict[]; more: boolean }> {
  authorize(ctx, "crm:manage");
  const { workspaceId } = ctx;
  const rows = await inWorkspace(
    workspaceId,
    async (tx) => {
      const { id } = await connectionByKey(tx, workspaceId, key);
      const found = await tx.$client.query<Row>(
        `select k.id::int as id, k.at, k.attribute, k.field, k.base, k.ours, k.theirs, k.outcome,
           k.decided_by as "decidedBy", l.id::int as "leadId", coalesce(l.display_name, l.email) as "leadName"
         from crm_conflicts k join leads o on o.workspace_id = $1 and o.id = k.lead_id
         join leads l on l.workspace_id = $1 and l.id = coalesce(o.joined_into, o.id)
         where k.workspace_id = $1 and k.connection_id = $2 and ($3::bigint is null or k.id < $3)
         order by k.id desc limit $4`,
        [workspaceId, id, before ?? null, limit + 1],
      );
      return found.rows;
    },
    { readOnly: true },
  );
  const items = rows.slice(0, limit).map(({ leadId, leadName, at, decidedBy, ...row }): CrmConflict => {
    const lead = { id: leadId, name: leadName };
    return { ...row, lead, at: at.toISOString(), by_policy: row.outcome !== null && decidedBy === null };
  });
  return { items, more: rows.length > limit };
}
