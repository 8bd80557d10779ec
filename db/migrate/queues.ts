import { PgBoss } from "pg-boss";
import { QUEUE_NAMES, QUEUES } from "../../lib/jobs/queues.ts";

/** Creates or updates pg-boss's own tables and our queues, as the owner; the app role only uses them. */
export async function installQueues(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 2, supervise: false, schedule: false });
  boss.on("error", () => undefined); // a failing statement rejects below as well
  await boss.start();
  try {
    const existing = new Set((await boss.getQueues()).map((queue) => queue.name));
    for (const name of QUEUE_NAMES) {
      const { retryLimit, expireInSeconds } = QUEUES[name];
      const settings = {
        retryLimit,
        retryBackoff: true,
        retryDelay: 2,
        expireInSeconds,
        heartbeatSeconds: 10,
        notify: true,
      };
      if (existing.has(name)) await boss.updateQueue(name, settings);
      else await boss.createQueue(name, settings);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}
