import type { Tx } from "#db/client.ts";
import type { SeedLead } from "#db/seed/types.ts";
import { type EventInput, writeEvents } from "../events/write.ts";
import { type LeadInput, writeLeads } from "../leads/write.ts";
import { type DemoWorkspace, idOf } from "./internal.ts";

const LEADS_AT_ONCE = 1_000;
const EVENTS_AT_ONCE = 5_000;

/** What was known of a lead, one input for each instant at which something was learnt, oldest first. */
function inputsOf({ email, externalId, anonymousId, createdAt, attributes }: SeedLead): LeadInput[] {
  const learnt = new Map<number, Record<string, unknown>>([[createdAt, {}]]);
  for (const { key, value, knownAt } of attributes)
    learnt.set(knownAt, { ...learnt.get(knownAt), [key]: value });
  return [...learnt]
    .sort(([a], [b]) => a - b)
    .map(([at, known]) => ({ email, externalId, anonymousId, attributes: known, knownAt: new Date(at) }));
}

/** Writes leads with the history of their attributes. @returns lead ids in the order of `leads`. */
export async function writePeople(
  tx: Tx,
  { workspaceId }: DemoWorkspace,
  leads: readonly SeedLead[],
): Promise<number[]> {
  const ids: number[] = [];
  for (let from = 0; from < leads.length; from += LEADS_AT_ONCE) {
    const batch = leads.slice(from, from + LEADS_AT_ONCE).map(inputsOf);
    const outcomes = await writeLeads(tx, workspaceId, batch.flat());
    let at = 0;
    for (const inputs of batch) {
      const leadId = outcomes[at]?.leadId;
      if (leadId === undefined) throw new Error("a lead was not written");
      ids.push(leadId);
      at += inputs.length;
    }
  }
  // The writer stamps its own present on new rows; these leads came over the year.
  const created = leads.map((lead) => new Date(lead.createdAt));
  for (const [table, column] of [
    ["leads", "id"],
    ["lead_identities", "lead_id"],
  ] as const) {
    await tx.$client.query(
      `update ${table} t set created_at = c.at from unnest($2::bigint[], $3::timestamptz[]) as c (id, at)
       where t.workspace_id = $1 and t.${column} = c.id`,
      [workspaceId, ids, created],
    );
  }
  return ids;
}

/** Writes everything that the leads did. @returns how many events. */
export async function writeDeeds(
  tx: Tx,
  { workspaceId, sourceId }: DemoWorkspace,
  leads: readonly SeedLead[],
  ids: ReadonlyMap<number, number>,
  now: number,
): Promise<number> {
  const all = leads.flatMap((lead): EventInput[] =>
    lead.events.map(({ at, name, properties }, n) => ({
      leadId: idOf(ids, lead.n),
      name,
      occurredAt: new Date(at),
      messageId: `demo:${lead.n}:${n}`,
      properties,
    })),
  );
  for (let from = 0; from < all.length; from += EVENTS_AT_ONCE) {
    await writeEvents(tx, workspaceId, all.slice(from, from + EVENTS_AT_ONCE), { sourceId });
  }
  await tx.$client.query(
    "update events set received_at = least($2, occurred_at + interval '1.2 seconds') where workspace_id = $1",
    [workspaceId, new Date(now)],
  );
  return all.length;
}
