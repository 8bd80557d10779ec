import { and, eq } from "drizzle-orm";
import { webhookEndpoints } from "#db/schema/index.ts";
import type { Perform } from "../actions/action-run.ts";
import { leadEvent, leadOf } from "./lead-event.ts";
import { queueDelivery } from "./queue-delivery.ts";

/** Stores the message of a group's webhook action; it is sent after the commit. A run that is done again stores no second. */
export const performWebhook: Perform<"webhook"> = async (tx, run) => {
  const { workspaceId, action } = run;
  const [endpoint] = await tx
    .select({ id: webhookEndpoints.id, disabledAt: webhookEndpoints.disabledAt })
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.workspaceId, workspaceId), eq(webhookEndpoints.key, action.endpoint)));
  if (!endpoint) return { state: "skipped", why: "unknown_endpoint" };
  if (endpoint.disabledAt !== null) return { state: "skipped", why: "endpoint_disabled" };
  const lead = await leadOf(tx, run);
  if (!lead) return { state: "skipped", why: "lead_gone" };
  if (lead.objects) return { state: "skipped", why: "objected" };
  const event = await leadEvent(tx, run, lead);
  const delivery = await queueDelivery(tx, workspaceId, endpoint.id, {
    type: event.type,
    payload: event,
    leadId: lead.id,
    dedupe: `run:${run.id}`,
  });
  return { state: "done", result: { endpoint: action.endpoint, delivery } };
};
