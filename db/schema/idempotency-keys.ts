import { index, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { instant, reference, workspaceId } from "./columns.ts";

/** What a writing call with an Idempotency-Key answered, so that the same call made again is answered and not done. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    workspaceId: workspaceId(),
    memberId: reference("member_id").notNull(),
    key: text("key").notNull(),
    /** sha256 of method, path and input: the same key with other input is refused. */
    fingerprint: text("fingerprint").notNull(),
    /** Who is at work: a call that was taken over finds another's here and rolls back. */
    attempt: uuid("attempt").notNull(),
    claimedAt: instant("claimed_at").notNull(),
    /** Set in the transaction of the call's own writes: from then on it must not be done again. */
    committedAt: instant("committed_at"),
    status: smallint("status"),
    /** Null for answers that hold a secret, which is shown once only. */
    answer: text("answer"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.memberId, t.key] }),
    index("idempotency_keys_claimed").on(t.workspaceId, t.claimedAt),
  ],
);
