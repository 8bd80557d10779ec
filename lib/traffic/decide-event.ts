import type { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLeadId } from "../leads/find-lead.ts";
import { lockForRescore } from "../scores/locks.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import type { decideEventOperation } from "./operations.ts";
import { type decidedEventSchema, readIgnored } from "./schemas.ts";
import { refreshLastEvents } from "./sql.ts";

/**
 * Says by hand whether an event counts, which nothing but another such decision changes. The score follows in the same
 * transaction. @throws AppError `not_found`.
 */
export async function decideEvent(
  ctx: Context,
  { id, event, counts }: OperationInput<typeof decideEventOperation>,
): Promise<z.infer<typeof decidedEventSchema>> {
  authorize(ctx, "traffic:manage");
  const { workspaceId } = ctx;
  const ignored = counts ? null : "by_hand";
  return inWorkspace(workspaceId, async (tx) => {
    await lockForRescore(tx, workspaceId, { ids: [] }); // the lead is joined with no other meanwhile
    const leadId = await findLeadId(tx, workspaceId, id);
    await lockForRescore(tx, workspaceId, { ids: [leadId] });
    const before = await tx.$client.query<{ ignored: string | null; by_hand: boolean }>(
      `select ignored, by_hand from events where workspace_id = $1 and message_id = $2 and lead_id = $3 for update`,
      [workspaceId, event, leadId],
    );
    const [was] = before.rows;
    if (!was) throw notFound("Event");
    if (!was.by_hand || was.ignored !== ignored) {
      await tx.$client.query(
        "update events set ignored = $3, by_hand = true where workspace_id = $1 and message_id = $2",
        [workspaceId, event, ignored],
      );
      await refreshLastEvents(tx, workspaceId, [leadId]);
      await rescoreLeads(tx, workspaceId, { ids: [leadId] }, new Date(), "traffic");
      await audit(tx, ctx, "traffic.decide_event", `lead:${leadId}`, { event, counts, was: was.ignored });
    }
    return { lead_id: leadId, event, ignored: readIgnored(ignored, null) };
  });
}
