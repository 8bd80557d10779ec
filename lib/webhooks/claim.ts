import { inWorkspace, type Tx } from "#db/client.ts";
import type { WebhookFormat } from "./states.ts";

/** Requests to one endpoint at once: one that is slow holds up its own messages only. */
const PER_ENDPOINT = 4;
/** An attempt takes 15 s at most; one whose process was killed is taken up after this. */
const LEASE_MS = 30_000;

/** One attempt that this process may make; `attempt` is its number, by which it is known when it ends. */
export type Claim = {
  workspaceId: number;
  id: number;
  attempt: number;
  attemptsBefore: number;
  messageId: string;
  type: string;
  payload: Record<string, unknown>;
  endpointId: number;
  key: string;
  url: string;
  format: WebhookFormat;
  secret: string;
  previousSecret: string | null;
  previousUntil: Date | null;
  locale: string;
};

/** What an attempt needs of delivery d, endpoint e and workspace w. */
const CLAIM = `d.workspace_id as "workspaceId", d.id::int as id, d.attempts as attempt, d.attempts_before as "attemptsBefore",
  d.message_id as "messageId", d.type, d.payload, e.id::int as "endpointId", e.key, e.url, e.format, e.secret,
  e.previous_secret as "previousSecret", e.previous_until as "previousUntil", w.locale`;

/**
 * Takes up to `limit` messages that are due, oldest first and no more than there is room for at their endpoints. The
 * endpoints are locked for the moment, so that two processes do not both see the same room. The time is the database's, by
 * which jobs wake as well: a process whose clock is behind finds what it was woken for.
 * @param aheadMs looks from so far in the future, for tests.
 */
export function claimDue(workspaceId: number, limit: number, aheadMs = 0): Promise<Claim[]> {
  return inWorkspace(workspaceId, async (tx) => {
    const clock = await tx.$client.query<{ now: Date }>("select now() + $1 * interval '1 ms' as now", [
      aheadMs,
    ]);
    const now = clock.rows[0]?.now ?? new Date();
    const due = await tx.$client.query<{ id: string }>(
      `select id from webhook_endpoints e where workspace_id = $1 and disabled_at is null and exists (
         select from webhook_deliveries d where d.workspace_id = $1 and d.endpoint_id = e.id and d.state = 'waiting'
           and d.next_at <= $2 and (d.leased_until is null or d.leased_until <= $2))
       order by id for no key update`,
      [workspaceId, now],
    );
    if (due.rows.length === 0) return [];
    const claimed = await tx.$client.query<Claim>(
      `with room as (
         select e.id, $3 - (select count(*) from webhook_deliveries d where d.workspace_id = $1 and d.endpoint_id = e.id
           and d.state = 'waiting' and d.leased_until > $2) as n
         from unnest($5::bigint[]) as e (id)),
       picked as (
         select d.id from room cross join lateral (
           select id, next_at from webhook_deliveries where workspace_id = $1 and endpoint_id = room.id
             and state = 'waiting' and next_at <= $2 and (leased_until is null or leased_until <= $2)
           order by next_at, id limit greatest(room.n, 0) for update skip locked) d
         order by d.next_at, d.id limit $4)
       update webhook_deliveries d set attempts = attempts + 1, leased_until = $6
       from picked, webhook_endpoints e, workspaces w
       where d.workspace_id = $1 and d.id = picked.id and e.workspace_id = $1 and e.id = d.endpoint_id and w.id = $1
       returning ${CLAIM}`,
      [
        workspaceId,
        now,
        PER_ENDPOINT,
        limit,
        due.rows.map((row) => row.id),
        new Date(now.getTime() + LEASE_MS),
      ],
    );
    return claimed.rows;
  });
}

/** Takes one message, due or not, as a test does with the one that it has just stored. */
export async function claimOne(tx: Tx, workspaceId: number, id: number, now: Date): Promise<Claim> {
  const claimed = await tx.$client.query<Claim>(
    `update webhook_deliveries d set attempts = attempts + 1, leased_until = $3 from webhook_endpoints e, workspaces w
     where d.workspace_id = $1 and d.id = $2 and e.workspace_id = $1 and e.id = d.endpoint_id and w.id = $1
     returning ${CLAIM}`,
    [workspaceId, id, new Date(now.getTime() + LEASE_MS)],
  );
  const [claim] = claimed.rows;
  if (!claim) throw new Error(`delivery ${id} is not there`);
  return claim;
}
