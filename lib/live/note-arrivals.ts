import { outsideWorkspaces } from "#db/client.ts";
import { log } from "../log.ts";
import { LIVE_CHANNEL } from "./announce.ts";
import type { LiveMessage } from "./messages.ts";

const GAP_MS = 1_000;
const MESSAGE: LiveMessage = { kind: "arrivals" };

const waiting = new Set<number>();
let timer: NodeJS.Timeout | undefined;
let lastAt = 0;

/**
 * Tells live screens that a workspace's sources have sent something: at once, then at most once a second for all
 * workspaces together, in a transaction of its own. Call it after the commit; the request does not wait for it.
 */
export function noteArrivals(workspaceId: number): void {
  waiting.add(workspaceId);
  if (timer) return;
  timer = setTimeout(tell, Math.max(0, lastAt + GAP_MS - Date.now()));
  timer.unref();
}

async function tell(): Promise<void> {
  const payloads = [...waiting].map((workspace) => JSON.stringify({ workspace, message: MESSAGE }));
  waiting.clear();
  timer = undefined;
  lastAt = Date.now();
  try {
    await outsideWorkspaces((tx) =>
      tx.$client.query("select pg_notify($1, payload) from unnest($2::text[]) as payload", [
        LIVE_CHANNEL,
        payloads,
      ]),
    );
  } catch (error) {
    // Screens fetch anew when they reconnect; what was collected is stored all the same.
    log.warn({ err: error }, "arrivals could not be announced");
  }
}
