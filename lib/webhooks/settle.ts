import { inWorkspace, type Tx } from "#db/client.ts";
import { sendJob } from "../jobs/boss.ts";
import { notify } from "../notifications/notify.ts";
import type { Result } from "./attempt.ts";
import { waitAfter } from "./backoff.ts";
import type { Claim } from "./claim.ts";
import type { DisabledReason } from "./states.ts";
import { TEST_TYPE } from "./test-event.ts";

const FAILING_MS = 5 * 24 * 3_600_000;
/** A wait that is longer is left to the job that looks each minute. */
const WOKEN_MS = 60_000;

/** Stops an endpoint: what waits for it is dead, to be replayed by hand, and administrators are told. */
export async function disableEndpoint(
  tx: Tx,
  workspaceId: number,
  endpointId: number,
  reason: DisabledReason,
  now: Date,
): Promise<void> {
  const changed = await tx.$client.query<{ key: string; name: string }>(
    `update webhook_endpoints set disabled_reason = $3, disabled_at = $4
     where workspace_id = $1 and id = $2 and disabled_at is null returning key, name`,
    [workspaceId, endpointId, reason, now],
  );
  const [endpoint] = changed.rows;
  if (!endpoint) return;
  await tx.$client.query(
    `update webhook_deliveries set state = 'dead', last_error = coalesce(last_error, 'disabled')
     where workspace_id = $1 and endpoint_id = $2 and state = 'waiting'`,
    [workspaceId, endpointId],
  );
  if (reason === "by_hand") return;
  const admins = await tx.$client.query<{ id: number }>(
    "select id::int as id from members where workspace_id = $1 and role = 'admin' and removed_at is null",
    [workspaceId],
  );
  await notify(
    tx,
    workspaceId,
    admins.rows.map(({ id }) => id),
    {
      kind: "webhook_disabled",
      subject: `webhook:${endpoint.key}`,
      payload: { ...endpoint, reason },
      dedupe: `webhook:${endpointId}:${now.getTime()}`,
    },
  );
}

/** Records what came of an attempt, and when the next one is. One whose lease was lost meanwhile only records success. */
export function settle(claim: Claim, result: Result, now: Date): Promise<void> {
  return inWorkspace(claim.workspaceId, (tx) =>
    result.error === null ? succeeded(tx, claim, result, now) : failed(tx, claim, result, now),
  );
}

/** The endpoint is locked before messages to it, here as everywhere: disabling it changes them all. */
async function failingSince(tx: Tx, { workspaceId, endpointId }: Claim, lock: boolean): Promise<Date | null> {
  const found = await tx.$client.query<{ since: Date | null }>(
    `select failing_since as since from webhook_endpoints where workspace_id = $1 and id = $2
     ${lock ? "for no key update" : ""}`,
    [workspaceId, endpointId],
  );
  return found.rows[0]?.since ?? null;
}

async function succeeded(tx: Tx, claim: Claim, { status, response, ms }: Result, now: Date): Promise<void> {
  const { workspaceId, id, endpointId } = claim;
  if ((await failingSince(tx, claim, false)) !== null)
    await tx.$client.query(
      "update webhook_endpoints set failing_since = null where workspace_id = $1 and id = $2",
      [workspaceId, endpointId],
    );
  await tx.$client.query(
    `update webhook_deliveries set state = 'delivered', leased_until = null, last_at = $3, last_status = $4,
       last_error = null, last_response = $5, last_ms = $6 where workspace_id = $1 and id = $2`,
    [workspaceId, id, now, status, response, ms],
  );
}

/** When it is tried again; null where it is not. */
function nextAttempt(claim: Claim, result: Result, now: Date): Date | null {
  if (claim.type === TEST_TYPE || result.error === "gone") return null;
  const wait = waitAfter(claim.attempt - claim.attemptsBefore, result.retryAfterMs, Math.random());
  return wait === null ? null : new Date(now.getTime() + wait);
}

async function failed(tx: Tx, claim: Claim, result: Result, now: Date): Promise<void> {
  const { workspaceId, id, endpointId } = claim;
  const { status, error, response, ms } = result;
  const since = (await failingSince(tx, claim, true)) ?? now;
  const nextAt = nextAttempt(claim, result, now);
  const changed = await tx.$client.query(
    `update webhook_deliveries set state = $4, leased_until = null, next_at = $5, last_at = $6, last_status = $7,
       last_error = $8, last_response = $9, last_ms = $10
     where workspace_id = $1 and id = $2 and attempts = $3 and state = 'waiting'`,
    [
      workspaceId,
      id,
      claim.attempt,
      nextAt ? "waiting" : "dead",
      nextAt ?? now,
      now,
      status,
      error,
      response,
      ms,
    ],
  );
  if (changed.rowCount !== 1 || claim.type === TEST_TYPE) return;
  if (nextAt && nextAt.getTime() - now.getTime() < WOKEN_MS)
    await sendJob(tx, "webhooks.deliver", { workspaceId }, { startAfter: nextAt });
  await tx.$client.query(
    "update webhook_endpoints set failing_since = $3 where workspace_id = $1 and id = $2",
    [workspaceId, endpointId, since],
  );
  if (error === "gone") await disableEndpoint(tx, workspaceId, endpointId, "gone", now);
  else if (now.getTime() - since.getTime() >= FAILING_MS)
    await disableEndpoint(tx, workspaceId, endpointId, "failing", now);
}
