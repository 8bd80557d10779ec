import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { type Requirement, withCredential } from "#db/client.ts";
import { sources } from "#db/schema/index.ts";
import { AppError } from "../errors.ts";
import { places } from "../places.ts";
import { isWriteKey, writeKeyHash } from "./write-key.ts";

export type SourceIdentity = { workspaceId: number; sourceId: number };
export type Source = SourceIdentity & {
  keyHash: string;
  name: string;
  /** Messages a minute that it may send; null: as many as any other. */
  perMinute: number | null;
};

const KEPT_MS = 5_000;
const MAX_KEPT = 10_000;
const kept = new Map<string, { source: Promise<Source | null>; until: number }>();

const unknownKey = () => new AppError("unauthenticated", "The write key is not known");

/** Keys that nobody has are looked up as well, and must not take every connection. */
const lookingUp = places({
  atOnce: 2,
  waiting: 500,
  refuse: () => new AppError("unavailable", "Too many write keys at once; try again", { retryAfter: 1 }),
});

/**
 * The source that a write key belongs to (its present one, or the one before while that is still good), as it was five
 * seconds ago at most: a busy source is not looked up for each of its batches. `stillHolds` asks again where something
 * is stored.
 * @throws AppError `unauthenticated` where there is none or it was disabled.
 */
export async function findSource(writeKey: string | null): Promise<Source> {
  if (!writeKey || !isWriteKey(writeKey)) throw unknownKey();
  const source = await remembered(writeKeyHash(writeKey));
  if (!source) throw unknownKey();
  return source;
}

function remembered(hash: string): Promise<Source | null> {
  const now = Date.now();
  const known = kept.get(hash);
  if (known && now < known.until) return known.source;
  const source = lookingUp(() => lookUp(hash));
  kept.delete(hash); // so that it comes last again
  kept.set(hash, { source, until: now + KEPT_MS });
  const forget = () => {
    if (kept.get(hash)?.source === source) kept.delete(hash);
  };
  // Neither a failure is remembered nor that a key is nobody's: it may be made the next moment.
  source.then((found) => found ?? forget(), forget);
  const oldest = kept.size > MAX_KEPT ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  return source;
}

/** For `inWorkspace`: the transaction goes on only where this key is still good for the source. */
export function stillHolds({ sourceId, keyHash }: Source): Requirement {
  if (!Number.isSafeInteger(sourceId) || !/^[0-9a-f]{64}$/.test(keyHash)) throw new Error("not a source");
  return {
    sql: `select 1 from sources where id = ${sourceId} and disabled_at is null and (write_key_hash = '${keyHash}'
      or (previous_key_hash = '${keyHash}' and previous_until > now()))`,
    otherwise: () => {
      kept.delete(keyHash);
      return unknownKey();
    },
  };
}

async function lookUp(hash: string): Promise<Source | null> {
  const [found] = await withCredential({ kind: "write_key_hash", hash }, (tx) =>
    tx
      .select({
        workspaceId: sources.workspaceId,
        sourceId: sources.id,
        name: sources.name,
        perMinute: sources.eventsPerMinute,
      })
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
  return found ? { ...found, keyHash: hash } : null;
}
