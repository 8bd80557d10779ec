import { closePool } from "#db/client.ts";
import { memberByEmail } from "#lib/members/member-by-email.ts";
import { runCommand } from "#lib/runtime/command.ts";
import { ensureDatabase } from "#lib/runtime/database.ts";
import { createToken } from "#lib/tokens/create-token.ts";

const USAGE =
  "Usage: npm run token -- EMAIL\nPrints a new API token that acts as this member, on the last line.";

await runCommand(async () => {
  const [email, ...rest] = process.argv.slice(2);
  if (!email || rest.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const database = await ensureDatabase();
  try {
    const ctx = await memberByEmail(email);
    const { token } = await createToken(ctx, { name: "npm run token" });
    console.log(`A new API token of ${email}. It is shown this once; revoke it under Settings, API tokens.`);
    console.log(token);
  } finally {
    await closePool();
    await database.stop();
  }
  return 0;
});
