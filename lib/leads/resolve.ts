import type { Tx } from "#db/client.ts";
import { addIdentities, findIdentities, type Identity, identitiesOf, identityKey } from "./identities.ts";

type Named = { email?: string | null; externalId?: string | null; anonymousId?: string | null };
export type Resolved = { leadId: number; created: boolean; identified: boolean };

/**
 * Finds the lead of each input, or makes it. Inputs that share an identity are one lead. An input whose identities
 * belong to different leads goes to the lead of the most telling one; joining leads is not done here.
 * `identified` says that the lead gained an identity.
 * @throws Error where an input names nobody.
 */
export async function resolveLeads(tx: Tx, workspaceId: number, inputs: Named[]): Promise<Resolved[]> {
  const named = inputs.map(identitiesOf);
  if (named.some((identities) => identities.length === 0))
    throw new Error("a lead needs an e-mail, user id or anonymous id");
  const known = await findIdentities(tx, workspaceId, named.flat());
  const created = new Set<number>();
  let missing = newcomers(named, known);
  // A second round is only needed where another transaction made the same lead meanwhile.
  for (let round = 0; missing.length > 0; round++) {
    if (round === 5) throw new Error("leads kept changing while they were being resolved");
    for (const id of await create(tx, workspaceId, missing, known)) created.add(id);
    missing = newcomers(named, known);
  }
  return attach(tx, workspaceId, named, known, created);
}

function leadOf(identities: Identity[], known: Map<string, number>): number | undefined {
  for (const identity of identities) {
    const leadId = known.get(identityKey(identity));
    if (leadId !== undefined) return leadId;
  }
  return undefined;
}

/** Groups of identities that no lead has yet, one group for each lead to be made. */
function newcomers(named: Identity[][], known: Map<string, number>): Identity[][] {
  const groupOf = new Map<string, Identity[]>();
  const groups = new Set<Identity[]>();
  for (const identities of named) {
    if (leadOf(identities, known) !== undefined) continue;
    const group = identities.map((i) => groupOf.get(identityKey(i))).find((g) => g !== undefined) ?? [];
    groups.add(group);
    for (const identity of identities) {
      if (groupOf.has(identityKey(identity))) continue;
      groupOf.set(identityKey(identity), group);
      group.push(identity);
    }
  }
  return [...groups];
}

async function create(
  tx: Tx,
  workspaceId: number,
  groups: Identity[][],
  known: Map<string, number>,
): Promise<number[]> {
  const value = (group: Identity[], kind: string) => group.find((i) => i.kind === kind)?.value ?? null;
  const made = await tx.$client.query<{ id: string }>(
    `insert into leads (workspace_id, email, external_id)
     select $1, g.email, g.external_id
     from unnest($2::text[], $3::text[]) with ordinality as g (email, external_id, n) order by g.n returning id`,
    [workspaceId, groups.map((g) => value(g, "email")), groups.map((g) => value(g, "user"))],
  );
  const ids = made.rows.map((row) => Number(row.id)).sort((a, b) => a - b);
  const wanted = groups.flatMap((group, n) => group.map((identity) => ({ identity, leadId: ids[n] ?? 0 })));
  const added = await addIdentities(tx, workspaceId, wanted);
  const lost = wanted.filter((w) => !added.has(identityKey(w.identity)));
  const abandoned = new Set(lost.map((w) => w.leadId));
  for (const w of wanted) if (!abandoned.has(w.leadId)) known.set(identityKey(w.identity), w.leadId);
  if (lost.length > 0) {
    // Somebody else made (part of) these leads first: drop ours and go with theirs.
    await tx.$client.query("delete from leads where workspace_id = $1 and id = any($2::bigint[])", [
      workspaceId,
      [...abandoned],
    ]);
    for (const [key, leadId] of await findIdentities(
      tx,
      workspaceId,
      lost.map((w) => w.identity),
    ))
      known.set(key, leadId);
  }
  return ids.filter((id) => !abandoned.has(id));
}

async function attach(
  tx: Tx,
  workspaceId: number,
  named: Identity[][],
  known: Map<string, number>,
  created: Set<number>,
): Promise<Resolved[]> {
  const wanted = new Map<string, { identity: Identity; leadId: number }>();
  const ids = named.map((identities) => {
    const leadId = leadOf(identities, known);
    if (leadId === undefined) throw new Error("a lead was not resolved");
    for (const identity of identities) {
      const key = identityKey(identity);
      if (!known.has(key) && !wanted.has(key)) wanted.set(key, { identity, leadId });
    }
    return leadId;
  });
  const added = await addIdentities(tx, workspaceId, [...wanted.values()]);
  const identified = new Set([...wanted].filter(([key]) => added.has(key)).map(([, w]) => w.leadId));
  if (identified.size > 0) await nameLeads(tx, workspaceId, [...identified]);
  return ids.map((leadId) => ({ leadId, created: created.has(leadId), identified: identified.has(leadId) }));
}

/** Puts the oldest e-mail address and user id of each lead on its row. */
async function nameLeads(tx: Tx, workspaceId: number, ids: number[]): Promise<void> {
  const first = (kind: string) => `(select i.value from lead_identities i
    where i.workspace_id = l.workspace_id and i.lead_id = l.id and i.kind = '${kind}' order by i.created_at, i.value limit 1)`;
  await tx.$client.query(
    `update leads l set email = coalesce(l.email, ${first("email")}), external_id = coalesce(l.external_id, ${first("user")})
     where l.workspace_id = $1 and l.id = any($2::bigint[])`,
    [workspaceId, ids],
  );
}
