import type { Tx } from "#db/client.ts";
import type { HandoverState } from "#db/schema/handovers.ts";
import { actingMemberId, type Context } from "../context.ts";
import { type AppError, conflict, notFound } from "../errors.ts";
import { recordStages } from "../leads/record-stages.ts";
import type { Stage } from "../leads/stages.ts";
import { announce } from "../live/announce.ts";
import { lockForRescore } from "../scores/locks.ts";
import { noteResponse } from "../sla/note-response.ts";
import { type Deed, type Facts, noteDeed } from "./deeds.ts";
import type { Decision } from "./schemas.ts";

/**
 * Of hand-overs `h`, those that lists show: not of a lead that is shown as another, nor of one that objects to profiling.
 * A scalar subquery, which looks each lead up by its key; `not exists` is planned as a scan of all leads.
 */
export const SHOWN = `(select l.joined_into is null and l.objected_at is null from leads l
  where l.workspace_id = $1 and l.id = h.lead_id)`;

export type HandoverRow = {
  id: number;
  leadId: number;
  sheetId: number | null;
  state: HandoverState;
  ownerId: number | null;
  claimedAt: Date | null;
  decidedAt: Date | null;
  decidedBy: number | null;
  stage: Stage;
  leadOwnerId: number | null;
  /** Its name, else its address, else its number. */
  leadName: string;
};

/** The hand-over, its lead locked before it (the order in which a rescore takes them). @throws AppError `not_found`. */
export async function lockHandover(tx: Tx, workspaceId: number, id: number): Promise<HandoverRow> {
  await lockForRescore(tx, workspaceId, { ids: [] }); // the hand-over stays with its lead meanwhile
  await tx.$client.query(
    `select 1 from leads l where l.workspace_id = $1
     and l.id = (select lead_id from handovers where workspace_id = $1 and id = $2) for no key update`,
    [workspaceId, id],
  );
  const found = await tx.$client.query<HandoverRow>(
    `select h.id::int as id, h.lead_id::int as "leadId", h.sheet_id::int as "sheetId", h.state,
       h.owner_id::int as "ownerId", h.claimed_at as "claimedAt", h.decided_at as "decidedAt",
       h.decided_by::int as "decidedBy",
       l.stage, l.owner_id::int as "leadOwnerId",
       coalesce(l.display_name, l.email, '#' || l.id) as "leadName"
     from handovers h join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
     where h.workspace_id = $1 and h.id = $2 for update of h`,
    [workspaceId, id],
  );
  const [handover] = found.rows;
  if (!handover) throw notFound("Hand-over");
  return handover;
}

export async function memberName(tx: Tx, workspaceId: number, id: number | null): Promise<string | null> {
  if (id === null) return null;
  const found = await tx.$client.query<{ name: string }>(
    "select u.name from members m join users u on u.id = m.user_id where m.workspace_id = $1 and m.id = $2",
    [workspaceId, id],
  );
  return found.rows[0]?.name ?? null;
}

/** @throws AppError `conflict` naming who decided, where the hand-over is not open any more. */
export async function assertOpen(tx: Tx, ctx: Context, handover: HandoverRow): Promise<void> {
  if (handover.state === "open") return;
  const who = (await memberName(tx, ctx.workspaceId, handover.decidedBy)) ?? "Hotsheet";
  const message = `${who} has ${handover.state} this lead already`;
  throw conflict(message, [
    { path: "state", message, code: "already_decided", params: { member: who, state: handover.state } },
  ]);
}

/** Says who has it, for whoever would act on another's lead. */
export async function claimedByOther(tx: Tx, workspaceId: number, ownerId: number): Promise<AppError> {
  const who = (await memberName(tx, workspaceId, ownerId)) ?? "Somebody else";
  const message = `${who} has claimed this lead`;
  return conflict(message, [
    { path: "owner", message, code: "claimed_by_other", params: { member: who, id: ownerId } },
  ]);
}

/** A rep works what is the rep's own or nobody's; administrators anything. @throws AppError `conflict` naming who has it. */
export async function assertMine(tx: Tx, ctx: Context, { ownerId }: HandoverRow): Promise<void> {
  const mayAll = ctx.actor.kind === "system" || ctx.actor.role === "admin";
  if (mayAll || ownerId === null || ownerId === actingMemberId(ctx)) return;
  throw await claimedByOther(tx, ctx.workspaceId, ownerId);
}

/** What a deed remembers of a hand-over, so that it can be given back and seen to have moved on. */
export const factsOf = ({ state, ownerId, claimedAt, decidedAt, leadOwnerId }: HandoverRow): Facts => ({
  state,
  owner: ownerId,
  claimed_at: claimedAt?.toISOString() ?? null,
  decided_at: decidedAt?.toISOString() ?? null,
  lead_owner: leadOwnerId,
});

/** Gives an open or accepted hand-over an owner, and notes the deed. `leadOwnerId` follows where it was the same. */
export async function setOwner(
  tx: Tx,
  ctx: Context,
  handover: HandoverRow,
  next: Pick<HandoverRow, "ownerId" | "claimedAt">,
  deed: Deed,
): Promise<Decision> {
  const { workspaceId } = ctx;
  const after: HandoverRow = { ...handover, ...next };
  const isLeads = handover.state === "accepted" && handover.leadOwnerId === handover.ownerId;
  if (isLeads) after.leadOwnerId = next.ownerId;
  await tx.$client.query(
    "update handovers set owner_id = $3, claimed_at = $4 where workspace_id = $1 and id = $2",
    [workspaceId, handover.id, after.ownerId, after.claimedAt],
  );
  if (isLeads)
    await tx.$client.query("update leads set owner_id = $3 where workspace_id = $1 and id = $2", [
      workspaceId,
      handover.leadId,
      after.leadOwnerId,
    ]);
  await announce(tx, workspaceId, { kind: "queue", handovers: [handover.id] });
  const id = await noteDeed(tx, ctx, deed, {
    leadId: handover.leadId,
    subjectId: handover.id,
    before: factsOf(handover),
    after: factsOf(after),
  });
  return toDecision(tx, ctx, after, null, id);
}

/** Stages that a decision may move a lead out of; whoever is further on stays where the CRM has put it. */
const BEFORE_SALES: readonly Stage[] = ["lead", "mql", "sal", "recycled", "disqualified"];

export type Verdict = {
  state: "accepted" | "rejected";
  /** Null: the lead's stage stays. */
  stage: Stage | null;
  reason: string | null;
  ownerId: number | null;
  /** Where deciding has also given the lead an owner. */
  leadOwnerId?: number | null;
};

/** Stores a decision on a locked, open hand-over and gives the lead its stage. */
export async function decide(
  tx: Tx,
  ctx: Context,
  handover: HandoverRow,
  verdict: Verdict,
  deed: Deed,
): Promise<Decision> {
  const { workspaceId } = ctx;
  const memberId = actingMemberId(ctx);
  const at = new Date();
  const { state, stage, reason, ownerId, leadOwnerId = handover.leadOwnerId } = verdict;
  await tx.$client.query(
    `update handovers set state = $3, decided_at = $4, decided_by = $5, reason = $6, owner_id = $7
     where workspace_id = $1 and id = $2`,
    [workspaceId, handover.id, state, at, memberId, reason, ownerId],
  );
  await noteResponse(tx, workspaceId, handover.id, at);
  await announce(tx, workspaceId, { kind: "queue", handovers: [handover.id] });
  if (stage !== null && BEFORE_SALES.includes(handover.stage)) {
    const by = { origin: "queue" as const, memberId };
    await recordStages(tx, workspaceId, [{ leadId: handover.leadId, stage, at, reason }], by);
  }
  const after = { ...handover, state, decidedAt: at, decidedBy: memberId, ownerId, leadOwnerId };
  const id = await noteDeed(tx, ctx, deed, {
    leadId: handover.leadId,
    subjectId: handover.id,
    kind: state === "accepted" ? "accept" : "reject",
    before: factsOf(handover),
    after: factsOf(after),
  });
  return toDecision(tx, ctx, after, reason, id);
}

export async function toDecision(
  tx: Tx,
  { workspaceId }: Context,
  handover: HandoverRow,
  reason: string | null,
  deed: string | null,
): Promise<Decision> {
  const person = async (id: number | null) =>
    id === null ? null : { id, name: (await memberName(tx, workspaceId, id)) ?? "" };
  return {
    id: handover.id,
    lead_id: handover.leadId,
    state: handover.state,
    owner: await person(handover.ownerId),
    decided_at: handover.decidedAt?.toISOString() ?? null,
    decided_by: await person(handover.decidedBy),
    reason,
    deed,
  };
}
