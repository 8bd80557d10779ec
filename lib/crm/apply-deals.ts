import type { Tx } from "#db/client.ts";
import { findIdentities, identityKey } from "../leads/identities.ts";
import { recordStages, type StageInput } from "../leads/record-stages.ts";
import type { Stage } from "../leads/stages.ts";
import type { Connection } from "./connection.ts";
import type { RemoteContact, RemoteDeal } from "./connector.ts";
import { type Recorded, recordsOf, stageOf } from "./deal-stages.ts";

const emailOf = (value: string) => ({ kind: "email" as const, value });

/** Contact ids that no lead is linked with yet. */
export async function unlinked(tx: Tx, { workspaceId, id }: Connection, ids: string[]): Promise<string[]> {
  const found = await tx.$client.query<{ id: string }>(
    `select w.id from (select distinct unnest($3::text[]) as id) w where not exists (select from crm_links k
       where k.workspace_id = $1 and k.connection_id = $2 and k.object = 'contact' and k.remote_id = w.id)`,
    [workspaceId, id, ids],
  );
  return found.rows.map((row) => row.id);
}

/** Links contacts with the leads that have their addresses. */
async function link(tx: Tx, { workspaceId, id }: Connection, contacts: RemoteContact[]): Promise<void> {
  const named = contacts.filter(({ email }) => email !== null);
  const known = await findIdentities(
    tx,
    workspaceId,
    named.map(({ email }) => emailOf(email ?? "")),
  );
  const owners = named.flatMap(({ remoteId, email }) => {
    const owner = known.get(identityKey(emailOf(email ?? "")));
    return owner ? [{ remoteId, leadId: owner.homeId }] : [];
  });
  await tx.$client.query(
    `insert into crm_links (workspace_id, connection_id, object, remote_id, lead_id)
     select $1, $2, 'contact', n.remote_id, n.lead_id from unnest($3::text[], $4::bigint[]) as n (remote_id, lead_id)
     on conflict do nothing`,
    [workspaceId, id, owners.map(({ remoteId }) => remoteId), owners.map(({ leadId }) => leadId)],
  );
}

type DealLink = {
  remoteId: string;
  leadId: number;
  stage: Stage | null;
  stageAt: Date | null;
  value: number | null;
};

async function dealLinks(tx: Tx, { workspaceId, id }: Connection, leadIds: number[]): Promise<DealLink[]> {
  const found = await tx.$client.query<DealLink>(
    `select remote_id as "remoteId", lead_id::int as "leadId", stage, stage_at as "stageAt", value from crm_links
     where workspace_id = $1 and connection_id = $2 and object = 'deal' and lead_id = any($3::bigint[])`,
    [workspaceId, id, leadIds],
  );
  return found.rows;
}

async function contactLeads(
  tx: Tx,
  { workspaceId, id }: Connection,
  ids: string[],
): Promise<Map<string, number>> {
  const found = await tx.$client.query<{ remoteId: string; leadId: number }>(
    `select remote_id as "remoteId", lead_id::int as "leadId" from crm_links
     where workspace_id = $1 and connection_id = $2 and object = 'contact' and remote_id = any($3::text[])`,
    [workspaceId, id, ids],
  );
  return new Map(found.rows.map(({ remoteId, leadId }) => [remoteId, leadId]));
}

/**
 * Records what deals say of their leads' stages, in the caller's transaction, each once however often it is read. A lost
 * deal says nothing while its lead has another that is open or won. The caller holds `lockForRescore`.
 * @param found contacts that were not linked with a lead yet.
 * @returns how many stages were recorded.
 */
export async function applyDeals(
  tx: Tx,
  connection: Connection,
  deals: RemoteDeal[],
  found: RemoteContact[],
): Promise<number> {
  await link(tx, connection, found);
  const leads = await contactLeads(
    tx,
    connection,
    deals.flatMap(({ contactIds }) => contactIds),
  );
  const links = await dealLinks(tx, connection, [...new Set(leads.values())]);
  let recorded = 0;
  for (const deal of deals) {
    const stage = stageOf(deal, connection.settings);
    const isLost = deal.outcome === "lost" && stage === connection.settings.lostStage;
    const owners = new Set(deal.contactIds.flatMap((contact) => leads.get(contact) ?? []));
    for (const leadId of owners) {
      const before = links.find((one) => one.leadId === leadId && one.remoteId === deal.remoteId);
      const others = links.some(
        (one) =>
          one.leadId === leadId &&
          one.remoteId !== deal.remoteId &&
          (one.stage === "opportunity" || one.stage === "customer"),
      );
      recorded += await applyDeal(tx, connection, deal, leadId, stage, before ?? null, isLost && others);
      const now: DealLink = { remoteId: deal.remoteId, leadId, stage, stageAt: null, value: deal.amount };
      links.splice(before ? links.indexOf(before) : links.length, before ? 1 : 0, now);
    }
  }
  return recorded;
}

async function applyDeal(
  tx: Tx,
  { workspaceId, id }: Connection,
  deal: RemoteDeal,
  leadId: number,
  stage: Stage | null,
  before: Recorded,
  isOutweighed: boolean,
): Promise<number> {
  const records = recordsOf(deal, stage, before).filter(
    (one) => !isOutweighed || one.stage === "opportunity",
  );
  const inputs: StageInput[] = records.map((one) => ({ leadId, ...one }));
  const outcomes = await recordStages(tx, workspaceId, inputs, { origin: "crm" });
  const last = inputs.at(-1);
  const at = last?.at ?? before?.stageAt ?? null;
  if (!last && before && stage !== null && before.value !== deal.amount)
    await tx.$client.query(
      `update stage_history set value = $5 where workspace_id = $1 and coalesce(via_lead_id, lead_id) = $2 and stage = $3
         and at = $4 and origin = 'crm'`,
      [workspaceId, leadId, stage, at, deal.amount],
    );
  await tx.$client.query(
    `insert into crm_links (workspace_id, connection_id, object, remote_id, lead_id, changed_at, stage, stage_at, value)
     values ($1, $2, 'deal', $3, $4, $5, $6, $7, $8)
     on conflict (workspace_id, connection_id, object, remote_id, lead_id) do update
       set changed_at = excluded.changed_at, stage = excluded.stage, stage_at = excluded.stage_at, value = excluded.value`,
    [workspaceId, id, deal.remoteId, leadId, deal.changedAt, stage, at, deal.amount],
  );
  return outcomes.filter((outcome) => outcome === "created").length;
}
