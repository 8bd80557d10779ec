import { randomBytes } from "node:crypto";
import type { Tx } from "#db/client.ts";
import { webhookDeliveries } from "#db/schema/index.ts";
import { sendJob } from "../jobs/boss.ts";

export type Message = {
  type: string;
  payload: Record<string, unknown>;
  leadId: number | null;
  dedupe?: string;
};

export const newMessageId = () => `msg_${randomBytes(18).toString("base64url")}`;

/**
 * Stores a message to an endpoint in the caller's transaction; it is sent once that commits.
 * @returns its id; null where one with this `dedupe` is stored already.
 */
export async function queueDelivery(
  tx: Tx,
  workspaceId: number,
  endpointId: number,
  message: Message,
): Promise<number | null> {
  const [made] = await tx
    .insert(webhookDeliveries)
    .values({ workspaceId, endpointId, messageId: newMessageId(), ...message })
    .onConflictDoNothing()
    .returning({ id: webhookDeliveries.id });
  if (!made) return null;
  await sendJob(tx, "webhooks.deliver", { workspaceId });
  return made.id;
}
