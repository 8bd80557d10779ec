import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { bigints } from "../sql-arrays.ts";
import { findLeadId } from "./find-lead.ts";
import type { listJoinsOperation } from "./join-operations.ts";
import type { LeadJoin, LeadJoins } from "./join-schemas.ts";
import { memberNames } from "./owners.ts";
import { membersOf } from "./people.ts";

const MOST = 200;

type Row = {
  id: string;
  at: Date;
  cause: LeadJoin["cause"];
  named: string[];
  leadId: string;
  otherId: string;
  survivorId: string;
  memberId: string | null;
  undoneAt: Date | null;
  undoneBy: string | null;
};
type Names = LeadJoin["leads"][number]["identities"];

/** The joins of this lead and of those joined into it, newest first, with what each lead is known by itself. */
export async function listJoins(
  ctx: Context,
  input: OperationInput<typeof listJoinsOperation>,
): Promise<LeadJoins> {
  authorize(ctx, "leads:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const leadId = await findLeadId(tx, workspaceId, input.id);
      const members = (await membersOf(tx, workspaceId, [leadId])).get(leadId) ?? [];
      const { rows } = await tx.$client.query<Row>(
        `select id, at, cause, named, lead_id as "leadId", other_id as "otherId", survivor_id as "survivorId",
           member_id as "memberId", undone_at as "undoneAt", undone_by as "undoneBy"
         from lead_joins where workspace_id = $1 and (lead_id = any($2::bigint[]) or other_id = any($2::bigint[]))
         order by id desc limit ${MOST}`,
        [workspaceId, bigints(members)],
      );
      const named = await tx.$client.query<{ leadId: string } & Names[number]>(
        `select lead_id as "leadId", kind, value from lead_identities where workspace_id = $1 and lead_id = any($2::bigint[])
         order by array_position(array['user', 'email', 'anonymous'], kind), created_at, value limit 1000`,
        [workspaceId, bigints(rows.flatMap((row) => [Number(row.leadId), Number(row.otherId)]))],
      );
      const lead = (id: string) => ({
        id: Number(id),
        identities: named.rows.filter((row) => row.leadId === id).map(({ kind, value }) => ({ kind, value })),
      });
      const people = await memberNames(
        tx,
        workspaceId,
        rows.flatMap((row) => [row.memberId, row.undoneBy]),
      );
      const person = (id: string | null) =>
        id === null ? null : { id: Number(id), name: people.get(Number(id)) ?? `#${id}` };
      const items = rows.map((row) => ({
        id: Number(row.id),
        at: row.at.toISOString(),
        cause: row.cause,
        named: row.named,
        by: person(row.memberId),
        leads: [lead(row.leadId), lead(row.otherId)] satisfies LeadJoin["leads"],
        survivor_id: Number(row.survivorId),
        undone_at: row.undoneAt?.toISOString() ?? null,
        undone_by: person(row.undoneBy),
      }));
      return { lead_id: leadId, items };
    },
    { readOnly: true },
  );
}
