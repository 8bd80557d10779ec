import { runCommand } from "#lib/runtime/command.ts";
import { ensureDatabase } from "#lib/runtime/database.ts";

await runCommand(async () => {
  const database = await ensureDatabase(true);
  await database.stop();
  console.log("The database is at the newest schema.");
  return 0;
});
