import { closePool } from "#db/client.ts";
import { DEMO_MEMBERS, DEMO_PASSWORD } from "#lib/demo/members.ts";
import { DEMO_SEED, seedDemo } from "#lib/demo/seed-demo.ts";
import { env } from "#lib/env.ts";
import { stopBoss } from "#lib/jobs/boss.ts";
import { ensureBuild } from "#lib/runtime/build.ts";
import { runCommand } from "#lib/runtime/command.ts";
import { ensureAuthSecret, ensureDatabase } from "#lib/runtime/database.ts";
import { superviseServer } from "#lib/runtime/next-process.ts";

await runCommand(async () => {
  await ensureBuild();
  const database = await ensureDatabase();
  await ensureAuthSecret();
  try {
    const { made } = await seedDemo({ seed: DEMO_SEED, now: new Date() });
    console.log(made ? "The demo workspace is ready." : "The demo workspace is there already.");
  } finally {
    await stopBoss();
    await closePool();
  }
  console.log(`
  Hotsheet runs at http://localhost:${env().PORT}
  Sign in as ${DEMO_MEMBERS.map((member) => member.email).join(", ")}
  Password: ${DEMO_PASSWORD}
`);
  return superviseServer(["start", "--port", String(env().PORT)], database.stop);
});
