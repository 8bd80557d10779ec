import { inWorkspace, type Tx } from "#db/client.ts";
import { bigints } from "../sql-arrays.ts";
import type { Claim } from "./claim.ts";
import type { Composed } from "./compose.ts";
import type { ContactResult } from "./connector.ts";

type Place = { workspaceId: number; connectionId: number };

/** In the order of the leads, as those who note changes take them, so that the two cannot deadlock. */
async function lockClaims(tx: Tx, { workspaceId, connectionId }: Place, claims: Claim[]): Promise<void> {
  await tx.$client.query(
    `select from crm_changes where workspace_id = $1 and connection_id = $2 and lead_id = any($3::bigint[])
     order by lead_id for update`,
    [workspaceId, connectionId, bigints(claims.map(({ leadId }) => leadId))],
  );
}

/** Rows that are still this batch's: another has not taken them up since. */
const MINE = `c.workspace_id = $1 and c.connection_id = $2 and c.lead_id = k.lead_id and c.attempts = k.attempt`;
const CLAIMS = "unnest($3::bigint[], $4::integer[], $5::integer[]) as k (lead_id, revision, attempt)";
const claimValues = ({ workspaceId, connectionId }: Place, claims: Claim[]) => [
  workspaceId,
  connectionId,
  bigints(claims.map(({ leadId }) => leadId)),
  claims.map(({ revision }) => revision),
  claims.map(({ attempt }) => attempt),
];

/** What is done leaves the outbox, but for a lead whose score changed meanwhile: it is told again. */
async function done(tx: Tx, place: Place, claims: Claim[], now: Date): Promise<void> {
  const values = claimValues(place, claims);
  await tx.$client.query(
    `delete from crm_changes c using ${CLAIMS} where ${MINE} and c.revision = k.revision`,
    values,
  );
  await tx.$client.query(
    `update crm_changes c set leased_until = null, next_at = $6 from ${CLAIMS} where ${MINE}`,
    [...values, now],
  );
}

/** Gives claims back, to be taken up from `nextAt`. */
export function release(place: Place, claims: Claim[], nextAt: Date): Promise<void> {
  return inWorkspace(place.workspaceId, async (tx) => {
    await lockClaims(tx, place, claims);
    await tx.$client.query(
      `update crm_changes c set leased_until = null, next_at = $6 from ${CLAIMS} where ${MINE}`,
      [...claimValues(place, claims), nextAt],
    );
  });
}

async function keepLinks(tx: Tx, place: Place, sent: (Composed & { remoteId: string })[]): Promise<void> {
  await tx.$client.query(
    `insert into crm_links (workspace_id, connection_id, object, remote_id, lead_id, sent)
     select $1, $2, 'contact', n.remote_id, n.lead_id, n.sent::jsonb
     from unnest($3::text[], $4::bigint[], $5::text[]) as n (remote_id, lead_id, sent)
     where not exists (select from crm_links o where o.workspace_id = $1 and o.connection_id = $2
       and o.object = 'contact' and o.remote_id = n.remote_id and o.lead_id <> n.lead_id)
     on conflict (workspace_id, connection_id, object, remote_id, lead_id) do update set sent = excluded.sent`,
    [
      place.workspaceId,
      place.connectionId,
      sent.map(({ remoteId }) => remoteId),
      bigints(sent.map(({ leadId }) => leadId)),
      sent.map(({ values }) => JSON.stringify(values)),
    ],
  );
  // A contact that was linked through a lead joined into this one holds the same now.
  await tx.$client.query(
    `update crm_links k set sent = n.sent::jsonb from unnest($3::text[], $4::text[]) as n (remote_id, sent)
     where k.workspace_id = $1 and k.connection_id = $2 and k.object = 'contact' and k.remote_id = n.remote_id`,
    [
      place.workspaceId,
      place.connectionId,
      sent.map(({ remoteId }) => remoteId),
      sent.map(({ values }) => JSON.stringify(values)),
    ],
  );
}

/** The contact was deleted or merged there: the next attempt looks for the lead by its address. */
async function forgetLinks(tx: Tx, place: Place, remoteIds: string[]): Promise<void> {
  await tx.$client.query(
    `delete from crm_links where workspace_id = $1 and connection_id = $2 and object = 'contact' and remote_id = any($3::text[])`,
    [place.workspaceId, place.connectionId, remoteIds],
  );
}

async function refused(
  tx: Tx,
  place: Place,
  claims: Claim[],
  texts: ReadonlyMap<number, string>,
): Promise<void> {
  await tx.$client.query(
    `update crm_changes c set leased_until = null, error = 'refused', error_text = k.text,
       state = case when c.revision = k.revision then 'failed' else 'waiting' end
     from unnest($3::bigint[], $4::integer[], $5::integer[], $6::text[]) as k (lead_id, revision, attempt, text)
     where ${MINE}`,
    [...claimValues(place, claims), claims.map(({ leadId }) => texts.get(leadId) ?? "")],
  );
}

/**
 * Stores what came of a batch, in one transaction: links, what was sent, and which leads are done.
 * @returns how many contacts were written.
 */
export function settle(
  place: Place,
  claims: Claim[],
  composed: Composed[],
  results: ContactResult[],
  now: Date,
): Promise<number> {
  return inWorkspace(place.workspaceId, async (tx) => {
    // The connection before its changes, as readers and syncs take them.
    await tx.$client.query(
      `update crm_connections set sent_at = $3, blocked_until = null, last_error = null, last_error_text = null,
         last_error_at = null where workspace_id = $1 and id = $2`,
      [place.workspaceId, place.connectionId, now],
    );
    await lockClaims(tx, place, claims);
    const texts = new Map(
      results.flatMap((r) => (r.state === "refused" ? [[r.leadId, r.text] as const] : [])),
    );
    const written = new Set(results.flatMap((r) => (r.state === "written" ? [r.remoteId] : [])));
    const valuesOf = new Map(composed.map((one) => [one.leadId, one]));
    const sent = results.flatMap((result) => {
      const one = valuesOf.get(result.leadId);
      return result.state === "written" && one ? [{ ...one, remoteId: result.remoteId }] : [];
    });
    const isMissing = new Set(results.flatMap((r) => (r.state === "missing" ? [r.leadId] : [])));
    const stale = composed.filter(
      ({ leadId, remoteId }) => remoteId !== null && isMissing.has(leadId) && !written.has(remoteId),
    );
    if (sent.length > 0) await keepLinks(tx, place, sent);
    if (stale.length > 0)
      await forgetLinks(
        tx,
        place,
        stale.flatMap(({ remoteId }) => remoteId ?? []),
      );
    const again = new Set(stale.map(({ leadId }) => leadId));
    const part = (keep: (leadId: number) => boolean) => claims.filter(({ leadId }) => keep(leadId));
    await refused(
      tx,
      place,
      part((id) => texts.has(id)),
      texts,
    );
    await done(
      tx,
      place,
      part((id) => !texts.has(id) && !again.has(id)),
      now,
    );
    const repeat = part((id) => again.has(id) && !texts.has(id));
    await tx.$client.query(
      `update crm_changes c set leased_until = null, next_at = $6 from ${CLAIMS} where ${MINE}`,
      [...claimValues(place, repeat), now],
    );
    return written.size;
  });
}
