import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import { appConnection, type Tx } from "#db/client.ts";
import { log } from "../log.ts";
import type { JobData, QueueName } from "./queues.ts";

const shared = globalThis as typeof globalThis & { hotsheetBoss?: Promise<PgBoss> };

/** The process-wide job client, started at first use. */
export function boss(): Promise<PgBoss> {
  shared.hotsheetBoss ??= startBoss().catch((error) => {
    shared.hotsheetBoss = undefined;
    throw error;
  });
  return shared.hotsheetBoss;
}

async function startBoss(): Promise<PgBoss> {
  const made = new PgBoss({
    ...appConnection(),
    max: 4,
    migrate: false,
    createSchema: false,
    useListenNotify: true,
    application_name: "hotsheet jobs",
  });
  made.on("error", (error) => log.error({ err: error }, "job queue error"));
  made.on("warning", (warning) => log.warn({ warning }, "job queue warning"));
  await made.start();
  return made;
}

/** Stops taking jobs, waits up to `timeoutMs` for running ones, closes the connections. */
export async function stopBoss(timeoutMs = 10_000): Promise<void> {
  const current = shared.hotsheetBoss;
  shared.hotsheetBoss = undefined;
  if (current) await (await current).stop({ graceful: true, timeout: timeoutMs });
}

type SendOptions = { startAfter?: Date; singletonKey?: string; priority?: number };

/** Sends a job inside `tx`: it exists exactly if the transaction commits. */
export async function sendJob<Q extends QueueName>(
  tx: Tx,
  queue: Q,
  data: JobData[Q],
  options: SendOptions = {},
): Promise<void> {
  await (await boss()).send(queue, data, { ...options, db: fromDrizzle(tx, sql) });
}

/** Sends many jobs of one queue inside `tx`. */
export async function sendJobs<Q extends QueueName>(tx: Tx, queue: Q, all: JobData[Q][]): Promise<void> {
  if (all.length === 0) return;
  await (await boss()).insert(
    queue,
    all.map((data) => ({ data })),
    { db: fromDrizzle(tx, sql) },
  );
}
