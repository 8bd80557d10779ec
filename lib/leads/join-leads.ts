import type { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { lockForJoins } from "../scores/locks.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import { findLead } from "./find-lead.ts";
import { applyJoin } from "./join.ts";
import type { joinLeadsOperation } from "./join-operations.ts";
import type { joinAnswerSchema } from "./join-schemas.ts";
import { loadPeople, membersOf } from "./people.ts";
import { survivorOf } from "./plan-identities.ts";

/**
 * Makes two leads one because a member says that they are one person, whoever messages take them for.
 * @throws AppError `not_found`, `invalid` where they are one already.
 */
export async function joinLeads(
  ctx: Context,
  input: OperationInput<typeof joinLeadsOperation>,
): Promise<z.infer<typeof joinAnswerSchema>> {
  authorize(ctx, "leads:join");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    await lockForJoins(tx, workspaceId);
    const lead = await findLead(tx, workspaceId, input.id);
    const other = await findLead(tx, workspaceId, input.with);
    if (lead.leadId === other.leadId)
      throw invalid([{ path: "with", message: "Is this very lead", code: "same_lead" }]);
    const members = await membersOf(tx, workspaceId, [lead.leadId, other.leadId]);
    const people = await loadPeople(tx, workspaceId, members);
    const [survivor, loser] = survivorOf(lead.leadId, other.leadId, (id) => people.get(id));
    const { homeId } = lead;
    const join = { survivor, loser, homeId, otherId: other.homeId, named: [] };
    const id = await applyJoin(
      tx,
      workspaceId,
      { ...join, cause: "member", memberId: actingMemberId(ctx) },
      ctx.requestId,
    );
    await rescoreLeads(tx, workspaceId, { ids: [survivor] }, new Date(), "join");
    return { id, lead_id: survivor, joined_id: loser };
  });
}
