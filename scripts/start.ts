import { env } from "#lib/env.ts";
import { runCommand } from "#lib/runtime/command.ts";
import { ensureAuthSecret, ensureDatabase } from "#lib/runtime/database.ts";
import { superviseServer } from "#lib/runtime/next-process.ts";

await runCommand(async () => {
  const database = await ensureDatabase();
  await ensureAuthSecret();
  return superviseServer(["start", "--port", String(env().PORT)], database.stop);
});
