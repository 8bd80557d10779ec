import { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import type { DeedKind } from "#db/schema/deeds.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { cursorInstant, decodeCursor, encodeCursor } from "../leads/cursor.ts";
import type { DeedList } from "./deed-schemas.ts";
import type { listDeedsOperation } from "./operations.ts";

const cursorSchema = z.object({ at: cursorInstant, id: z.guid() });

type Row = {
  id: string;
  kind: DeedKind;
  at: Date;
  leads: number;
  left: number;
  leadId: number;
  name: string;
};

/** What the acting member did that can be, or was, taken back, newest first. */
export async function listDeeds(
  ctx: Context,
  input: OperationInput<typeof listDeedsOperation>,
): Promise<DeedList> {
  authorize(ctx, "queue:read");
  const { workspaceId } = ctx;
  const after = input.cursor === undefined ? null : decodeCursor(cursorSchema, input.cursor);
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const found = await tx.$client.query<Row>(
        `select d.id, d.kind, d.at, n.leads, n.left, l.id::int as "leadId",
           coalesce(l.display_name, l.email, '#' || l.id) as name
         from (select * from deeds where workspace_id = $1 and member_id = $2
           ${after ? "and (at, id) < ($4::timestamptz, $5::uuid)" : ""} order by at desc, id desc limit $3) d
         cross join lateral (select count(distinct lead_id)::int as leads, min(lead_id) as lead_id,
             (count(*) filter (where undone_at is null))::int as left
           from deed_items where workspace_id = $1 and deed_id = d.id) n
         join leads h on h.workspace_id = $1 and h.id = n.lead_id
         join leads l on l.workspace_id = $1 and l.id = coalesce(h.joined_into, h.id)
         order by d.at desc, d.id desc`,
        [workspaceId, actingMemberId(ctx), input.limit + 1, ...(after ? [after.at, after.id] : [])],
      );
      const page = found.rows.slice(0, input.limit);
      const last = found.rows.length > input.limit ? page.at(-1) : undefined;
      return {
        items: page.map(({ leads, leadId, name, at, ...row }) => ({
          ...row,
          at: at.toISOString(),
          count: leads,
          lead: { id: leadId, name },
        })),
        next_cursor: last ? encodeCursor({ at: last.at.toISOString(), id: last.id }) : null,
      };
    },
    { readOnly: true },
  );
}
