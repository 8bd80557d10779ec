import type { Tx } from "#db/client.ts";
import { giveCode, lockPool } from "./give-code.ts";

/** A lead's codes by the keys of their pools; what a mail asks for and the lead has not, it is given. "" where there is none. */
export async function codesOf(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  pools: readonly string[],
): Promise<Record<string, string>> {
  const codes: Record<string, string> = {};
  // In the order of their keys, so that two mails never wait for each other's pools.
  for (const key of [...pools].sort()) {
    const pool = await lockPool(tx, workspaceId, key);
    const given = pool ? await giveCode(tx, workspaceId, pool, leadId) : null;
    codes[key] = given === null || given.state === "none" ? "" : given.code;
  }
  return codes;
}
