import type { z } from "zod";
import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { conflict, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { lockForJoins } from "../scores/locks.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import { bigints } from "../sql-arrays.ts";
import { findLeadId } from "./find-lead.ts";
import { partLeads } from "./join.ts";
import type { undoJoinOperation } from "./join-operations.ts";
import type { undoJoinAnswerSchema } from "./join-schemas.ts";
import { loadPeople, membersOf } from "./people.ts";
import { survivorOf } from "./plan-identities.ts";

type JoinRow = { leadId: number; otherId: number; undoneAt: Date | null; tookOwner: boolean };

/**
 * Undoes a join: both leads are what they would be had they never been joined, and no message joins them again (a member
 * may). Hand-overs and scores of the time between stay in the history of the lead that was shown.
 * @throws AppError `not_found`, `conflict` where it was undone already.
 */
export async function undoJoin(
  ctx: Context,
  input: OperationInput<typeof undoJoinOperation>,
): Promise<z.infer<typeof undoJoinAnswerSchema>> {
  authorize(ctx, "leads:join");
  const { workspaceId } = ctx;
  const joinId = Number(input.join);
  return inWorkspace(workspaceId, async (tx) => {
    await lockForJoins(tx, workspaceId);
    const survivor = await findLeadId(tx, workspaceId, input.id);
    const join = await loadJoin(tx, workspaceId, joinId);
    const members = (await membersOf(tx, workspaceId, [survivor])).get(survivor) ?? [];
    if (!join || !(members.includes(join.leadId) || members.includes(join.otherId))) throw notFound("Join");
    if (join.undoneAt) throw conflict("This join was undone already");
    await tx.$client.query(
      "update lead_joins set undone_at = now(), undone_by = $3 where workspace_id = $1 and id = $2",
      [workspaceId, joinId, actingMemberId(ctx)],
    );
    const keeps = await connected(tx, workspaceId, survivor, members);
    const leaves = members.filter((id) => !keeps.includes(id));
    const parted = await spokesman(tx, workspaceId, leaves);
    await partLeads(tx, workspaceId, { survivor, keeps, parted, leaves, tookOwner: join.tookOwner });
    await rescoreLeads(tx, workspaceId, { ids: [survivor, parted] }, new Date(), "join");
    await audit(tx, ctx, "leads.undo_join", `lead:${survivor}`, { join: joinId, parted });
    return { id: joinId, lead_ids: [survivor, parted] };
  });
}

async function loadJoin(tx: Tx, workspaceId: number, id: number): Promise<JoinRow | undefined> {
  const found = await tx.$client.query<JoinRow>(
    `select lead_id::int as "leadId", other_id::int as "otherId", undone_at as "undoneAt", took_owner as "tookOwner"
     from lead_joins where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return found.rows[0];
}

/** The leads that the joins which hold still connect with `from`. */
async function connected(tx: Tx, workspaceId: number, from: number, members: number[]): Promise<number[]> {
  const found = await tx.$client.query<{ a: number; b: number }>(
    `select lead_id::int as a, other_id::int as b from lead_joins
     where workspace_id = $1 and lead_id = any($2::bigint[]) and undone_at is null`,
    [workspaceId, bigints(members)],
  );
  const reached = new Set([from]);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const { a, b } of found.rows) if (reached.has(a) || reached.has(b)) reached.add(a).add(b);
  }
  return members.filter((id) => reached.has(id));
}

/** Which of the leads that leave the others are shown as. */
async function spokesman(tx: Tx, workspaceId: number, leaves: number[]): Promise<number> {
  const people = await loadPeople(tx, workspaceId, new Map(leaves.map((id) => [id, [id]])));
  return leaves.reduce((best, id) => survivorOf(best, id, (one) => people.get(one))[0]);
}
