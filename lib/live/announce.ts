import type { Tx } from "#db/client.ts";
import type { LiveMessage } from "./messages.ts";

export const LIVE_CHANNEL = "hotsheet_live";

/** PostgreSQL refuses payloads of 8000 bytes and more. */
const MAX_BYTES = 7_900;

/**
 * Tells every process of a workspace's news once this transaction commits, and nobody where it does not.
 * @throws Error for a message that PostgreSQL would refuse.
 */
export async function announce(tx: Tx, workspaceId: number, message: LiveMessage): Promise<void> {
  const payload = JSON.stringify({ workspace: workspaceId, message });
  if (Buffer.byteLength(payload) > MAX_BYTES) throw new Error(`a live message is too long: ${message.kind}`);
  await tx.$client.query("select pg_notify($1, $2)", [LIVE_CHANNEL, payload]);
}
