import type { Tx } from "#db/client.ts";

/** A batch is sent within `DEADLINE_MS`; one whose process was killed is taken up after the lease. */
export const LEASE_MS = 90_000;
export const DEADLINE_MS = 45_000;

/** One lead that this process may tell a CRM of; `attempt` is by which the claim is known when it ends. */
export type Claim = { leadId: number; revision: number; attempt: number };

/** Takes up to `limit` leads that are due, longest waiting first. */
export async function claimDue(
  tx: Tx,
  workspaceId: number,
  connectionId: number,
  limit: number,
  now: Date,
): Promise<Claim[]> {
  const claimed = await tx.$client.query<Claim>(
    `with picked as (
       select lead_id from crm_changes where workspace_id = $1 and connection_id = $2 and state = 'waiting'
         and next_at <= $3 and (leased_until is null or leased_until <= $3)
       order by next_at, lead_id limit $4 for update skip locked)
     update crm_changes c set attempts = attempts + 1, leased_until = $5 from picked
     where c.workspace_id = $1 and c.connection_id = $2 and c.lead_id = picked.lead_id
     returning c.lead_id::int as "leadId", c.revision, c.attempts as attempt`,
    [workspaceId, connectionId, now, limit, new Date(now.getTime() + LEASE_MS)],
  );
  return claimed.rows;
}
