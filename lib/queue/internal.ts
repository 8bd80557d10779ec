import type { Tx } from "#db/client.ts";
import type { HandoverState } from "#db/schema/handovers.ts";
import { actingMemberId, type Context } from "../context.ts";
import { conflict, notFound } from "../errors.ts";
import { recordStages } from "../leads/record-stages.ts";
import type { Stage } from "../leads/stages.ts";
import { announce } from "../live/announce.ts";
import { lockForRescore } from "../scores/locks.ts";
import { noteResponse } from "../sla/note-response.ts";
import type { Decision } from "./schemas.ts";

/** Of hand-overs `h`, those that lists show: not of a lead that is shown as another, nor of one that objects to profiling. */
export const SHOWN = `not exists (select from leads l where l.workspace_id = $1 and l.id = h.lead_id
  and (l.joined_into is not null or l.objected_at is not null))`;

export type HandoverRow = {
  id: number;
  leadId: number;
  sheetId: number | null;
  state: HandoverState;
  ownerId: number | null;
  decidedAt: Date | null;
  decidedBy: number | null;
  stage: Stage;
  leadOwnerId: number | null;
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
       h.owner_id::int as "ownerId", h.decided_at as "decidedAt", h.decided_by::int as "decidedBy",
       l.stage, l.owner_id::int as "leadOwnerId"
     from handovers h join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
     where h.workspace_id = $1 and h.id = $2 for update of h`,
    [workspaceId, id],
  );
  const [handover] = found.rows;
  if (!handover) throw notFound("Hand-over");
  return handover;
}

async function memberName(tx: Tx, workspaceId: number, id: number | null): Promise<string | null> {
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

/** Stages that a decision may move a lead out of; whoever is further on stays where the CRM has put it. */
const BEFORE_SALES: readonly Stage[] = ["lead", "mql", "sal", "recycled", "disqualified"];

export type Verdict = {
  state: "accepted" | "rejected";
  stage: Stage;
  reason: string | null;
  ownerId: number | null;
};

/** Stores a decision on a locked, open hand-over and gives the lead its stage. */
export async function decide(
  tx: Tx,
  ctx: Context,
  handover: HandoverRow,
  verdict: Verdict,
): Promise<Decision> {
  const { workspaceId } = ctx;
  const memberId = actingMemberId(ctx);
  const at = new Date();
  const { state, stage, reason, ownerId } = verdict;
  await tx.$client.query(
    `update handovers set state = $3, decided_at = $4, decided_by = $5, reason = $6, owner_id = $7
     where workspace_id = $1 and id = $2`,
    [workspaceId, handover.id, state, at, memberId, reason, ownerId],
  );
  await noteResponse(tx, workspaceId, handover.id, at);
  await announce(tx, workspaceId, { kind: "queue", handovers: [handover.id] });
  if (BEFORE_SALES.includes(handover.stage)) {
    const by = { origin: "queue" as const, memberId };
    await recordStages(tx, workspaceId, [{ leadId: handover.leadId, stage, at, reason }], by);
  }
  return toDecision(tx, ctx, { ...handover, state, decidedAt: at, decidedBy: memberId, ownerId }, reason);
}

export async function toDecision(
  tx: Tx,
  { workspaceId }: Context,
  handover: HandoverRow,
  reason: string | null,
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
  };
}
