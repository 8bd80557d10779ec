import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { webhookEndpoints } from "#db/schema/index.ts";
import { notFound } from "../errors.ts";

export type EndpointRow = typeof webhookEndpoints.$inferSelect;

/** @throws AppError `not_found` */
export async function loadEndpoint(
  tx: Tx,
  workspaceId: number,
  key: string,
  { lock = false } = {},
): Promise<EndpointRow> {
  const query = tx
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.workspaceId, workspaceId), eq(webhookEndpoints.key, key)));
  const [endpoint] = await (lock ? query.for("update") : query);
  if (!endpoint) throw notFound("Webhook");
  return endpoint;
}
