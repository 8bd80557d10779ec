import { log } from "../log.ts";
import { boss } from "./boss.ts";
import { HANDLERS, type Handler } from "./handlers.ts";
import { type JobData, QUEUE_NAMES, QUEUES, type QueueName } from "./queues.ts";

async function listen<Q extends QueueName>(queue: Q): Promise<void> {
  const handler = HANDLERS[queue] as Handler<Q>;
  const jobs = await boss();
  const options = { batchSize: 1, localConcurrency: QUEUES[queue].concurrency, pollingIntervalSeconds: 2 };
  await jobs.work<JobData[Q]>(queue, options, async (batch) => {
    for (const job of batch) {
      const started = performance.now();
      try {
        // What the clock sends carries nothing, and arrives as null.
        await handler(job.data ?? ({} as JobData[Q]), job.signal);
        log.debug({ queue, job: job.id, ms: Math.round(performance.now() - started) }, "job done");
      } catch (error) {
        log.error({ queue, job: job.id, err: error }, "job failed");
        throw error;
      }
    }
  });
  const { cron } = QUEUES[queue];
  if (cron) await jobs.schedule(queue, cron);
}

/** Starts working every queue in this process. */
export async function startWorker(): Promise<void> {
  for (const queue of QUEUE_NAMES) await listen(queue);
  log.info("worker started");
}
