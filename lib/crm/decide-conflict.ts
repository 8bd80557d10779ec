import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { conflict, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { againWhereMoved } from "../leads/moved.ts";
import { writeLeads } from "../leads/write.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import { connectionByKey } from "./connection.ts";
import type { decideConflictOperation } from "./operations.ts";
import type { ConflictOutcome } from "./states.ts";

type Row = {
  leadId: number;
  email: string | null;
  externalId: string | null;
  attribute: string;
  theirs: unknown;
  outcome: ConflictOutcome | null;
};

/**
 * Says which side of a conflict is right: the CRM's value is taken into the attribute, or ours stays.
 * @throws AppError `not_found`, `conflict` where it has been decided.
 */
export async function decideConflict(
  ctx: Context,
  { key, id, outcome }: OperationInput<typeof decideConflictOperation>,
): Promise<{ id: number }> {
  authorize(ctx, "crm:manage");
  const { workspaceId } = ctx;
  return againWhereMoved(() =>
    inWorkspace(workspaceId, async (tx) => {
      const connection = await connectionByKey(tx, workspaceId, key);
      const found = await tx.$client.query<Row>(
        `select l.id::int as "leadId", l.email, l.external_id as "externalId", k.attribute, k.theirs, k.outcome
         from crm_conflicts k join leads o on o.workspace_id = $1 and o.id = k.lead_id
         join leads l on l.workspace_id = $1 and l.id = coalesce(o.joined_into, o.id)
         where k.workspace_id = $1 and k.connection_id = $2 and k.id = $3`,
        [workspaceId, connection.id, id],
      );
      const [row] = found.rows;
      if (!row) throw notFound("Conflict");
      const now = new Date();
      if (outcome === "crm" && (row.email !== null || row.externalId !== null)) {
        const attributes = { [row.attribute]: row.theirs };
        const { email, externalId } = row;
        await writeLeads(tx, workspaceId, [{ email, externalId, attributes, knownAt: now }]);
        await rescoreLeads(tx, workspaceId, { ids: [row.leadId] }, now, "attribute");
        await tx.$client.query(
          `update crm_links set ours = coalesce(ours, '{}') || $4::jsonb where workspace_id = $1 and connection_id = $2
             and lead_id = $3 and object = 'contact'`,
          [workspaceId, connection.id, row.leadId, JSON.stringify(attributes)],
        );
      }
      const decided = await tx.$client.query(
        `update crm_conflicts set outcome = $3, decided_at = $4, decided_by = $5
         where workspace_id = $1 and id = $2 and outcome is null`,
        [workspaceId, id, outcome, now, actingMemberId(ctx)],
      );
      if (decided.rowCount === 0) throw conflict("This conflict has been decided");
      await audit(tx, ctx, "crm.decide", `lead:${row.leadId}`, {
        connection: key,
        attribute: row.attribute,
        outcome,
      });
      return { id };
    }),
  );
}
