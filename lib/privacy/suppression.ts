import { createHmac, hkdfSync } from "node:crypto";
import type { Tx } from "#db/client.ts";
import { env } from "../env.ts";
import { type Identity, identityKey } from "../leads/identities.ts";

/**
 * What is kept of an erased person's identity: HMAC-SHA256 under a key drawn from AUTH_SECRET, so that who has only the
 * database can neither read nor guess it. A new AUTH_SECRET forgets whom it was about.
 * @throws Error where there is no AUTH_SECRET: it is better to take nothing in than an erased person.
 */
export function suppressionHash(workspaceId: number, identity: Identity): string {
  const secret = env().AUTH_SECRET;
  if (!secret) throw new Error("AUTH_SECRET is not set: erased people cannot be recognised without it");
  const key = Buffer.from(hkdfSync("sha256", secret, "", "hotsheet suppression", 32));
  return createHmac("sha256", key)
    .update(`${workspaceId}/${identityKey(identity)}`)
    .digest("hex");
}

/** Which of these identities belong to erased people, by `identityKey`. */
export async function suppressed(tx: Tx, workspaceId: number, identities: Identity[]): Promise<Set<string>> {
  if (identities.length === 0) return new Set();
  const any = await tx.$client.query("select from suppressions where workspace_id = $1 limit 1", [
    workspaceId,
  ]);
  if (any.rowCount === 0) return new Set();
  const byHash = new Map(identities.map((identity) => [suppressionHash(workspaceId, identity), identity]));
  const found = await tx.$client.query<{ hash: string }>(
    "select hash from suppressions where workspace_id = $1 and hash = any($2::text[])",
    [workspaceId, [...byHash.keys()]],
  );
  return new Set(
    found.rows.flatMap(({ hash }) => {
      const identity = byHash.get(hash);
      return identity ? [identityKey(identity)] : [];
    }),
  );
}

/** Keeps these identities from ever naming a lead again. */
export async function suppress(tx: Tx, workspaceId: number, identities: Identity[]): Promise<void> {
  await tx.$client.query(
    "insert into suppressions (workspace_id, hash) select $1, h from unnest($2::text[]) h on conflict do nothing",
    [workspaceId, identities.map((identity) => suppressionHash(workspaceId, identity))],
  );
}
