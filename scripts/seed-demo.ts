// Puts the demo workspace into the database of DATABASE_URL, or the embedded one:
//   node scripts/seed-demo.ts
// A database that has it already is left as it is.
import { closePool } from "#db/client.ts";
import { DEMO_MEMBERS, DEMO_PASSWORD } from "#lib/demo/members.ts";
import { DEMO_SEED, seedDemo } from "#lib/demo/seed-demo.ts";
import { stopBoss } from "#lib/jobs/boss.ts";
import { runCommand } from "#lib/runtime/command.ts";
import { ensureDatabase } from "#lib/runtime/database.ts";

await runCommand(async () => {
  const database = await ensureDatabase();
  try {
    const started = performance.now();
    const { made, leads, events } = await seedDemo({ now: new Date(), seed: DEMO_SEED });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      made
        ? `Seeded ${leads} leads with ${events} events in ${seconds} s.`
        : "The demo workspace is there already.",
    );
    console.log(`Sign in as ${DEMO_MEMBERS.map((member) => member.email).join(", ")} with ${DEMO_PASSWORD}`);
  } finally {
    await stopBoss();
    await closePool();
    await database.stop();
  }
  return 0;
});
