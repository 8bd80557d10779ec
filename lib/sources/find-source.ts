import { and, eq, isNull } from "drizzle-orm";
import { withCredential } from "#db/client.ts";
import { sources } from "#db/schema/index.ts";
import { AppError } from "../errors.ts";
import { isWriteKey, writeKeyHash } from "./write-key.ts";

export type SourceIdentity = { workspaceId: number; sourceId: number };

/**
 * The source that a write key belongs to.
 * @throws AppError `unauthenticated` where there is none or it was disabled.
 */
export async function findSource(writeKey: string | null): Promise<SourceIdentity> {
  const refused = new AppError("unauthenticated", "The write key is not known");
  if (!writeKey || !isWriteKey(writeKey)) throw refused;
  const hash = writeKeyHash(writeKey);
  const [found] = await withCredential({ kind: "write_key_hash", hash }, (tx) =>
    tx
      .select({ workspaceId: sources.workspaceId, sourceId: sources.id })
      .from(sources)
      .where(and(eq(sources.writeKeyHash, hash), isNull(sources.disabledAt)))
      .limit(1),
  );
  if (!found) throw refused;
  return found;
}
