import { createHash, randomUUID } from "node:crypto";
import canonicalize from "canonicalize";
import { type Attempt, AttemptLost, asAttempt } from "#db/attempt.ts";
import { inWorkspace } from "#db/client.ts";
import type { Context } from "../context.ts";
import { conflict, invalid } from "../errors.ts";

export const IDEMPOTENCY_HEADER = "idempotency-key";
const KEY = /^[\x21-\x7e]{1,255}$/;
/** How long answers are kept, as Stripe does. */
const KEPT_HOURS = 24;
/** After which a call that neither committed nor answered is taken for dead: no transaction lives that long. */
const DEAD_AFTER_SECONDS = 120;

type Row = {
  fingerprint: string;
  status: number | null;
  answer: string | null;
  committed: boolean;
  dead: boolean;
};

/** The request's key, null where it names none. Throws `invalid` for one that is empty, too long or not ASCII. */
export function idempotencyKey(request: Request): string | null {
  const key = request.headers.get(IDEMPOTENCY_HEADER);
  if (key === null || KEY.test(key)) return key;
  throw invalid([
    { path: IDEMPOTENCY_HEADER, message: "1 to 255 printable ASCII characters without spaces" },
  ]);
}

/** What makes two calls the same: method, path, query and checked input (in canonical JSON, RFC 8785). */
export function fingerprintOf(method: string, url: URL, input: unknown): string {
  const text = `${method} ${url.pathname}${url.search}\n${canonicalize(input) ?? ""}`;
  return createHash("sha256").update(text).digest("hex");
}

/**
 * Does a writing call once for its key: the same call again within 24 hours gets the stored answer, also where the
 * process died between the commit and the answer. `run` returns the status and the body's text.
 * @throws AppError `invalid` where the key came with other input; `conflict` while the first call is at work, or where
 * its answer is gone (the process died, or the answer held a secret).
 */
export async function once(
  ctx: Context,
  memberId: number,
  call: { key: string; fingerprint: string; secret: boolean },
  run: () => Promise<{ status: number; body: string }>,
): Promise<{ status: number; body: string; replayed: boolean }> {
  const attempt: Attempt = {
    workspaceId: ctx.workspaceId,
    memberId,
    key: call.key,
    id: randomUUID(),
    committed: false,
  };
  const earlier = await claim(attempt, call.fingerprint);
  if (earlier) return { ...answerOf(earlier, call.fingerprint), replayed: true };
  try {
    const answer = await asAttempt(attempt, run);
    await settle(attempt, answer.status, call.secret ? null : answer.body);
    return { ...answer, replayed: false };
  } catch (error) {
    if (error instanceof AttemptLost) throw atWork();
    // Nothing was written, so the key is free again; where something was, the claim stays and forbids a second time.
    if (!attempt.committed) await release(attempt);
    throw error;
  }
}

const atWork = () => conflict("A call with this Idempotency-Key is still being worked on; ask again shortly");

/** Takes the key for this attempt; the row that is there already, where it may not be taken. */
function claim(attempt: Attempt, fingerprint: string): Promise<Row | null> {
  const { workspaceId, memberId, key, id } = attempt;
  return inWorkspace(workspaceId, async (tx) => {
    const taken = await tx.$client.query(
      `insert into idempotency_keys as k (workspace_id, member_id, key, fingerprint, attempt, claimed_at)
       values ($1, $2, $3, $4, $5, now())
       on conflict (workspace_id, member_id, key) do update
         set fingerprint = excluded.fingerprint, attempt = excluded.attempt, claimed_at = excluded.claimed_at,
             committed_at = null, status = null, answer = null
         where k.claimed_at < now() - make_interval(hours => ${KEPT_HOURS})
           or (k.fingerprint = excluded.fingerprint and k.status is null and k.committed_at is null
               and k.claimed_at < now() - make_interval(secs => ${DEAD_AFTER_SECONDS}))`,
      [workspaceId, memberId, key, fingerprint, id],
    );
    if (taken.rowCount === 1) return null;
    const found = await tx.$client.query<Row>(
      `select fingerprint, status, answer, committed_at is not null as committed,
         claimed_at < now() - make_interval(secs => ${DEAD_AFTER_SECONDS}) as dead
       from idempotency_keys where workspace_id = $1 and member_id = $2 and key = $3`,
      [workspaceId, memberId, key],
    );
    // Released between the two statements: whoever asks again will take it.
    if (!found.rows[0]) throw atWork();
    return found.rows[0];
  });
}

function answerOf(row: Row, fingerprint: string): { status: number; body: string } {
  if (row.fingerprint !== fingerprint) {
    throw invalid([
      { path: IDEMPOTENCY_HEADER, message: "This key came with another call within the last 24 hours" },
    ]);
  }
  if (row.status !== null && row.answer !== null) return { status: row.status, body: row.answer };
  if (row.status !== null) throw conflict("Done before; its answer held a secret, which is shown only once");
  if (row.committed && row.dead)
    throw conflict("Done before, but its answer was lost; look at what is there");
  throw atWork();
}

async function settle(attempt: Attempt, status: number, answer: string | null): Promise<void> {
  const { workspaceId, memberId, key, id } = attempt;
  await inWorkspace(workspaceId, (tx) =>
    tx.$client.query(
      `update idempotency_keys set status = $5, answer = $6
       where workspace_id = $1 and member_id = $2 and key = $3 and attempt = $4`,
      [workspaceId, memberId, key, id, status, answer],
    ),
  );
}

async function release(attempt: Attempt): Promise<void> {
  const { workspaceId, memberId, key, id } = attempt;
  await inWorkspace(workspaceId, (tx) =>
    tx.$client.query(
      `delete from idempotency_keys
       where workspace_id = $1 and member_id = $2 and key = $3 and attempt = $4 and committed_at is null`,
      [workspaceId, memberId, key, id],
    ),
  );
}
