import { closePool } from "#db/client.ts";
import { stopBoss } from "#lib/jobs/boss.ts";
import { startWorker } from "#lib/jobs/worker.ts";
import { runCommand } from "#lib/runtime/command.ts";
import { ensureAuthSecret, ensureDatabase } from "#lib/runtime/database.ts";
import { onStop } from "#lib/runtime/start-runtime.ts";
import { drainDeliveries } from "#lib/webhooks/dispatch.ts";

const DRAIN_MS = 10_000;

await runCommand(async () => {
  const database = await ensureDatabase();
  await ensureAuthSecret();
  onStop(async () => {
    await stopBoss();
    await drainDeliveries(DRAIN_MS);
    await closePool();
    await database.stop();
  });
  await startWorker();
  return undefined;
});
