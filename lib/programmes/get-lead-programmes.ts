import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLeadId } from "../leads/find-lead.ts";
import type { LeadProgrammes } from "./operation-schemas.ts";
import type { leadProgrammesOperation } from "./operations.ts";

const MOST = 50;

/** A lead's programmes, newest first, its promo codes, and what it could be enrolled in. @throws AppError `not_found`. */
export async function getLeadProgrammes(
  ctx: Context,
  { id }: OperationInput<typeof leadProgrammesOperation>,
): Promise<LeadProgrammes> {
  authorize(ctx, "leads:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const values = [workspaceId, await findLeadId(tx, workspaceId, id)];
      const enrolments = await tx.$client.query(
        `select p.key as programme, p.name, e.active, e.entered_at, case when e.active then e.next_at end as next_at, e.left_reason
         from enrolments e join programmes p on p.workspace_id = $1 and p.id = e.programme_id
         where e.workspace_id = $1 and e.lead_id = $2 order by e.id desc limit ${MOST}`,
        values,
      );
      const codes = await tx.$client.query(
        `select o.name as pool, c.code, c.given_at from promo_codes c
         join promo_pools o on o.workspace_id = $1 and o.id = c.pool_id
         where c.workspace_id = $1 and c.lead_id = $2 order by c.given_at desc limit ${MOST}`,
        values,
      );
      const free = await tx.$client.query<{ key: string; name: string }>(
        `select p.key, p.name from programmes p where p.workspace_id = $1 and p.state <> 'draft' and not exists (
           select from enrolments e where e.workspace_id = $1 and e.programme_id = p.id and e.lead_id = $2 and e.active)
         order by lower(p.name), p.id limit ${MOST}`,
        values,
      );
      return {
        enrolments: enrolments.rows.map((row) => ({
          ...row,
          entered_at: row.entered_at.toISOString(),
          next_at: row.next_at?.toISOString() ?? null,
        })),
        codes: codes.rows.map((row) => ({ ...row, given_at: row.given_at.toISOString() })),
        programmes: free.rows,
      };
    },
    { readOnly: true },
  );
}
