import { closePool } from "#db/client.ts";
import { checkAppRole } from "#db/migrate/check.ts";
import { assertAuthConfigured } from "../auth/secret.ts";
import { env } from "../env.ts";
import { notePeerAddresses } from "../http/client-address.ts";
import { keepPathsPlain } from "../http/plain-path.ts";
import { stopBoss } from "../jobs/boss.ts";
import { startWorker } from "../jobs/worker.ts";
import { closeLive, liveHub } from "../live/hub.ts";
import { log } from "../log.ts";
import { drainDeliveries } from "../webhooks/dispatch.ts";
import { drainRequests, trackRequests } from "./in-flight.ts";

const DRAIN_MS = 10_000;

/**
 * What a server process needs before its first request: the role check, the job worker (unless HOTSHEET_WORKER=off)
 * and an orderly end.
 * @throws Error in words an operator can act on; the process should not serve then.
 */
export async function startRuntime(): Promise<void> {
  assertAuthConfigured();
  notePeerAddresses();
  keepPathsPlain();
  trackRequests();
  await checkAppRole();
  if (env().HOTSHEET_WORKER === "inline") await startWorker();
  liveHub();
  onStop(async () => {
    // First: a stream ends only when it is told to, and would hold the drain.
    await closeLive();
    await drainRequests(DRAIN_MS);
    await stopBoss(DRAIN_MS);
    await drainDeliveries(DRAIN_MS);
    await closePool();
  });
}

/** Runs `stop` once at SIGTERM or SIGINT, then ends the process. */
export function onStop(stop: () => Promise<void>): void {
  let stopping = false;
  const handle = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error) => {
        log.error({ err: error, signal }, "could not stop in good order");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", handle);
  process.on("SIGINT", handle);
}
