import type { Tx } from "#db/client.ts";
import type { LiveMessage } from "./messages.ts";

export const LIVE_CHANNEL = "hotsheet_live";

/** PostgreSQL refuses payloads of 8000 bytes and more. */
const MAX_BYTES = 7_900;

/**
 * Tells every process of a workspace's news once this transaction commits, and nobody where it does not.
 * @throws Error for a message that PostgreSQL would refuse.
 */
export async function announce(tx: Tx, workspaceId: number, ...messages: LiveMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const payloads = messages.map((message) => {
    const payload = JSON.stringify({ workspace: workspaceId, message });
    if (Buffer.byteLength(payload) > MAX_BYTES)
      throw new Error(`a live message is too long: ${message.kind}`);
    return payload;
  });
  await tx.$client.query("select pg_notify($1, p) from unnest($2::text[]) as p", [LIVE_CHANNEL, payloads]);
}
