import { randomUUID } from "node:crypto";
import type { Tx } from "#db/client.ts";
import type { DeedKind } from "#db/schema/deeds.ts";
import { actingMemberId, type Context } from "../context.ts";

/** One act of a member, of one lead or of many at once; its items are noted in the transactions that bring them about. */
export type Deed = { id: string; kind: DeedKind };
export const newDeed = (kind: DeedKind): Deed => ({ id: randomUUID(), kind });

/** Ids, states and instants (ISO) only: what an undo compares and gives back. */
export type Facts = Record<string, string | number | null>;
export type DeedItem = { leadId: number; subjectId: number; kind?: DeedKind; before: Facts; after: Facts };

/** Notes what a member's deed changed; returns the deed's id, null where the product itself acts. */
export async function noteDeed(tx: Tx, ctx: Context, deed: Deed, item: DeedItem): Promise<string | null> {
  const memberId = actingMemberId(ctx);
  if (memberId === null) return null;
  await tx.$client.query(
    "insert into deeds (workspace_id, id, member_id, kind) values ($1, $2, $3, $4) on conflict do nothing",
    [ctx.workspaceId, deed.id, memberId, deed.kind],
  );
  await tx.$client.query(
    `insert into deed_items (workspace_id, deed_id, lead_id, kind, subject_id, before, after)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ctx.workspaceId,
      deed.id,
      item.leadId,
      item.kind ?? deed.kind,
      item.subjectId,
      JSON.stringify(item.before),
      JSON.stringify(item.after),
    ],
  );
  return deed.id;
}
