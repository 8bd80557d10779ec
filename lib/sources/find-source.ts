import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { withCredential } from "#db/client.ts";
import { sources } from "#db/schema/index.ts";
import { AppError } from "../errors.ts";
import { isWriteKey, writeKeyHash } from "./write-key.ts";

export type SourceIdentity = { workspaceId: number; sourceId: number };

/**
 * The source that a write key belongs to: its present one, or the one before while that is still good.
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
      .where(
        and(
          isNull(sources.disabledAt),
          or(
            eq(sources.writeKeyHash, hash),
            and(eq(sources.previousKeyHash, hash), gt(sources.previousUntil, sql`now()`)),
          ),
        ),
      )
      .limit(1),
  );
  if (!found) throw refused;
  return found;
}
