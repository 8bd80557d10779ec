import { outsideWorkspaces } from "#db/client.ts";
import { users } from "#db/schema/index.ts";

/** False until the first administrator exists. */
export async function hasUsers(): Promise<boolean> {
  const found = await outsideWorkspaces((tx) => tx.select({ id: users.id }).from(users).limit(1), {
    readOnly: true,
  });
  return found.length > 0;
}
