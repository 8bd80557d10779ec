import type { z } from "zod";
import { inWorkspace, type Tx } from "#db/client.ts";
import type { DeedKind } from "#db/schema/deeds.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError, conflict, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { announce } from "../live/announce.ts";
import type { Permission } from "../permissions.ts";
import { withdrawLead } from "../programmes/withdraw.ts";
import { lockForRescore } from "../scores/locks.ts";
import type { undoAnswerSchema } from "./deed-schemas.ts";
import type { Facts } from "./deeds.ts";
import { factsOf, type HandoverRow, lockHandover } from "./internal.ts";
import type { undoDeedOperation } from "./operations.ts";
import { assertNoNewer, removeDecisionStage, takeNewestStage } from "./take-back.ts";

/** What doing each took, taking it back takes too. */
const PERMISSION: Record<DeedKind, Permission> = {
  claim: "queue:work",
  release: "queue:work",
  accept: "queue:work",
  reject: "queue:work",
  reassign: "queue:reassign",
  outcome: "leads:write",
  task_done: "leads:write",
  task_undone: "leads:write",
};

type Item = {
  id: number;
  kind: DeedKind;
  leadId: number;
  subjectId: number;
  before: Facts;
  after: Facts;
  name: string;
};

/**
 * Takes back what the caller did. Of a deed of many leads each is taken back by itself: those that others have changed since
 * stay and are named. One lead's parts (an outcome and what it accepted) are taken back together.
 * @throws AppError `not_found` for others' deeds; `conflict` where nothing can be taken back: it was already, or the world
 *   has moved on since.
 */
export async function undoDeed(
  ctx: Context,
  input: OperationInput<typeof undoDeedOperation>,
): Promise<z.infer<typeof undoAnswerSchema>> {
  authorize(ctx, "queue:read");
  const { workspaceId } = ctx;
  const { kind, items } = await inWorkspace(workspaceId, (tx) => load(tx, ctx, input.id), { readOnly: true });
  authorize(ctx, PERMISSION[kind]);
  if (items.length === 0) throw conflict("This has been taken back already");
  const undone: number[] = [];
  const failed: z.infer<typeof undoAnswerSchema>["failed"] = [];
  for (const group of Map.groupBy(items, ({ leadId }) => leadId).values()) {
    const [{ name } = { name: "" }] = group;
    try {
      await inWorkspace(workspaceId, async (tx) => {
        await lockForRescore(tx, workspaceId, { ids: [] });
        for (const item of group) await undoItem(tx, ctx, item);
        await audit(tx, ctx, "queue.undo", `deed:${input.id}`, { kind, items: group.map(({ id }) => id) });
      });
      undone.push(...group.map(({ subjectId }) => subjectId));
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error;
      failed.push({ name, message: error.message });
    }
  }
  if (undone.length === 0) {
    const names = failed.map(({ name }) => name).join(", ");
    throw conflict(
      failed[0]?.message ?? "It cannot be taken back",
      failed.map(({ message }) => ({ path: "id", message, code: "moved_on", params: { names } })),
    );
  }
  return { id: input.id, kind, undone: undone.length, failed };
}

/** What is left to take back, the newest first. */
async function load(tx: Tx, ctx: Context, id: string): Promise<{ kind: DeedKind; items: Item[] }> {
  const deed = await tx.$client.query<{ kind: DeedKind }>(
    "select kind from deeds where workspace_id = $1 and id = $2 and member_id = $3",
    [ctx.workspaceId, id, actingMemberId(ctx)],
  );
  const [found] = deed.rows;
  if (!found) throw notFound("Deed");
  const items = await tx.$client.query<Item>(
    `select i.id::int as id, i.kind, i.lead_id::int as "leadId", i.subject_id::int as "subjectId", i.before, i.after,
       coalesce(l.display_name, l.email, '#' || l.id) as name
     from deed_items i join leads h on h.workspace_id = i.workspace_id and h.id = i.lead_id
     join leads l on l.workspace_id = h.workspace_id and l.id = coalesce(h.joined_into, h.id)
     where i.workspace_id = $1 and i.deed_id = $2 and i.undone_at is null order by i.id desc`,
    [ctx.workspaceId, id],
  );
  return { kind: found.kind, items: items.rows };
}

async function undoItem(tx: Tx, ctx: Context, item: Item): Promise<void> {
  const { workspaceId } = ctx;
  const marked = await tx.$client.query(
    "update deed_items set undone_at = now() where workspace_id = $1 and id = $2 and undone_at is null",
    [workspaceId, item.id],
  );
  if (marked.rowCount !== 1) throw conflict("This has been taken back already");
  if (item.kind === "outcome") await undoOutcome(tx, workspaceId, item);
  else if (item.kind === "task_done" || item.kind === "task_undone") await undoTask(tx, workspaceId, item);
  else await undoHandover(tx, workspaceId, item);
}

const movedOn = ({ name }: Item) =>
  conflict(`${name} has moved on since: somebody else, or something newer, has changed it`);

async function undoHandover(tx: Tx, workspaceId: number, item: Item): Promise<void> {
  const { before, after } = item;
  const handover = await lockHandover(tx, workspaceId, item.subjectId).catch((error) => {
    throw error instanceof AppError ? movedOn(item) : error; // it went with an objection or an erasure
  });
  const now = factsOf(handover);
  for (const key of ["state", "owner", "decided_at"]) if (now[key] !== after[key]) throw movedOn(item);
  if (handover.state !== before.state) {
    const newer = await tx.$client.query(
      "select 1 from stage_history where workspace_id = $1 and lead_id = $2 and at > $3 limit 1",
      [workspaceId, handover.leadId, handover.decidedAt],
    );
    if (newer.rows.length > 0) throw movedOn(item);
    await assertNoNewer(tx, workspaceId, handover);
    await removeDecisionStage(tx, workspaceId, handover);
    await leaveWhatItEntered(tx, workspaceId, handover);
  }
  await tx.$client.query(
    `update handovers set owner_id = $3, claimed_at = $4, state = $5, decided_at = $6,
       decided_by = case when $5 = 'open' then null else decided_by end,
       reason = case when $5 = 'open' then null else reason end
     where workspace_id = $1 and id = $2`,
    [workspaceId, item.subjectId, before.owner, before.claimed_at, before.state, before.decided_at],
  );
  if (before.lead_owner !== after.lead_owner)
    await tx.$client.query(
      "update leads set owner_id = $3 where workspace_id = $1 and id = $2 and owner_id is not distinct from $4::bigint",
      [workspaceId, handover.leadId, before.lead_owner, after.lead_owner],
    );
  await announce(tx, workspaceId, { kind: "queue", handovers: [item.subjectId] });
}

/** The programme that a rejection sent the lead into. */
async function leaveWhatItEntered(
  tx: Tx,
  workspaceId: number,
  { leadId, decidedAt }: HandoverRow,
): Promise<void> {
  const found = await tx.$client.query<{ id: number }>(
    `select programme_id::int as id from enrolments
     where workspace_id = $1 and lead_id = $2 and active and origin = 'queue' and entered_at = $3`,
    [workspaceId, leadId, decidedAt],
  );
  for (const { id } of found.rows)
    await withdrawLead(tx, workspaceId, { programmeId: id, leadId }, "by_hand");
}

async function undoOutcome(tx: Tx, workspaceId: number, item: Item): Promise<void> {
  const found = await tx.$client.query<{ leadId: number; stage: string; at: Date | null }>(
    `select l.id::int as "leadId", l.stage, l.stage_at as at from stage_history s
     join leads l on l.workspace_id = s.workspace_id and l.id = s.lead_id
     where s.workspace_id = $1 and s.id = $2 for no key update of l`,
    [workspaceId, item.subjectId],
  );
  const [lead] = found.rows;
  const { stage, stage_at } = item.after;
  if (!lead || lead.stage !== stage || (lead.at?.toISOString() ?? null) !== stage_at) throw movedOn(item);
  await tx.$client.query("delete from stage_history where workspace_id = $1 and id = $2", [
    workspaceId,
    item.subjectId,
  ]);
  await takeNewestStage(tx, workspaceId, lead.leadId);
}

async function undoTask(tx: Tx, workspaceId: number, item: Item): Promise<void> {
  const { before, after } = item;
  const changed = await tx.$client.query(
    `update tasks set done_at = $3, done_by = $4 where workspace_id = $1 and id = $2
     and done_at is not distinct from $5::timestamptz`,
    [workspaceId, item.subjectId, before.done_at, before.done_by, after.done_at],
  );
  if (changed.rowCount !== 1) throw movedOn(item);
}
