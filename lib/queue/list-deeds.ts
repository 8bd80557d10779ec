import { z } from "zod";
import { inWorkspace, type Tx } from "#db/client.ts";
import type { DeedKind } from "#db/schema/deeds.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { cursorInstant, decodeCursor, encodeCursor } from "../leads/cursor.ts";
import { bigints } from "../sql-arrays.ts";
import type { DeedList } from "./deed-schemas.ts";
import type { listDeedsOperation } from "./operations.ts";

const cursorSchema = z.object({ at: cursorInstant, id: z.guid() });

type Row = {
  id: string;
  kind: DeedKind;
  at: Date;
  leads: number;
  left: number;
  leadId: number | null;
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
        `select d.id, d.kind, d.at, n.leads, n.left, n.lead_id::int as "leadId"
         from (select * from deeds where workspace_id = $1 and member_id = $2
           ${after ? "and (at, id) < ($4::timestamptz, $5::uuid)" : ""} order by at desc, id desc limit $3) d
         cross join lateral (select count(distinct lead_id)::int as leads, min(lead_id) as lead_id,
             (count(*) filter (where undone_at is null))::int as left
           from deed_items where workspace_id = $1 and deed_id = d.id) n
         order by d.at desc, d.id desc`,
        [workspaceId, actingMemberId(ctx), input.limit + 1, ...(after ? [after.at, after.id] : [])],
      );
      const page = found.rows.slice(0, input.limit);
      const last = found.rows.length > input.limit ? page.at(-1) : undefined;
      const names = await shownLeads(
        tx,
        workspaceId,
        page.flatMap(({ leadId }) => (leadId === null ? [] : [leadId])),
      );
      return {
        // A deed whose leads have been erased is nobody's any more.
        items: page.flatMap(({ leads, leadId, at, ...row }) => {
          const lead = leadId === null ? undefined : names.get(leadId);
          return lead ? [{ ...row, at: at.toISOString(), count: leads, lead }] : [];
        }),
        next_cursor: last ? encodeCursor({ at: last.at.toISOString(), id: last.id }) : null,
      };
    },
    { readOnly: true },
  );
}

/** What these leads are called, each as the lead that it is shown as. */
async function shownLeads(
  tx: Tx,
  workspaceId: number,
  ids: number[],
): Promise<Map<number, { id: number; name: string }>> {
  const read = (wanted: number[]) =>
    tx.$client.query<{ id: number; home: number; name: string }>(
      `select id::int as id, coalesce(joined_into, id)::int as home, coalesce(display_name, email, '#' || id) as name
       from leads where workspace_id = $1 and id = any($2::bigint[])`,
      [workspaceId, bigints(wanted)],
    );
  const own = await read(ids);
  const homes = own.rows.flatMap(({ id, home }) => (home === id ? [] : [home]));
  const shown = new Map((homes.length > 0 ? (await read(homes)).rows : []).map((row) => [row.id, row]));
  return new Map(
    own.rows.map((row) => {
      const { id, name } = shown.get(row.home) ?? row;
      return [row.id, { id, name }];
    }),
  );
}
