import type { Tx } from "#db/client.ts";

export type IdentityKind = "user" | "email" | "anonymous";
export type Identity = { kind: IdentityKind; value: string };
/** `homeId`: the lead that owns an identity. `leadId`: the survivor that it is joined into, else itself. */
export type Owner = { homeId: number; leadId: number };

export type Named = {
  email?: string | null;
  externalId?: string | null;
  anonymousId?: string | null;
  /** What the browser was called before (`previousId` of an alias). */
  previousId?: string | null;
};

/** What a lead is named by, the most telling first: the customer's own id, the e-mail address, the browser. */
export function identitiesOf(input: Named): Identity[] {
  const all: Identity[] = [];
  if (input.externalId) all.push({ kind: "user", value: input.externalId });
  if (input.email) all.push({ kind: "email", value: input.email.trim().toLowerCase() });
  if (input.anonymousId) all.push({ kind: "anonymous", value: input.anonymousId });
  const { previousId } = input;
  if (previousId && previousId !== input.anonymousId && previousId !== input.externalId)
    all.push({ kind: "anonymous", value: previousId });
  return all;
}

export const identityKey = (identity: Identity) => `${identity.kind}:${identity.value}`;

/** Which leads have these identities, by `identityKey`. */
export async function findIdentities(
  tx: Tx,
  workspaceId: number,
  wanted: Identity[],
): Promise<Map<string, Owner>> {
  const found = await tx.$client.query<Identity & { home: string; lead: string }>({
    text: `select i.kind, i.value, i.lead_id as home, coalesce(l.joined_into, i.lead_id) as lead
     from unnest($2::text[], $3::text[]) as w (kind, value)
     join lead_identities i on i.workspace_id = $1 and i.kind = w.kind and i.value = w.value
     join leads l on l.workspace_id = $1 and l.id = i.lead_id`,
    values: [workspaceId, wanted.map((i) => i.kind), wanted.map((i) => i.value)],
  });
  return new Map(
    found.rows.map((row) => [identityKey(row), { homeId: Number(row.home), leadId: Number(row.lead) }]),
  );
}

/**
 * Gives identities to leads. One that already belongs to a lead stays there.
 * Waits for transactions that are giving the same identities; sorted, so that two batches cannot deadlock.
 * @returns the identities that were new, by `identityKey`.
 */
export async function addIdentities(
  tx: Tx,
  workspaceId: number,
  wanted: { identity: Identity; leadId: number }[],
): Promise<Set<string>> {
  if (wanted.length === 0) return new Set();
  const sorted = [...wanted].sort((a, b) => (identityKey(a.identity) < identityKey(b.identity) ? -1 : 1));
  const added = await tx.$client.query<Identity>(
    `insert into lead_identities (workspace_id, kind, value, lead_id)
     select $1, w.kind, w.value, w.lead_id from unnest($2::text[], $3::text[], $4::bigint[]) as w (kind, value, lead_id)
     on conflict do nothing returning kind, value`,
    [
      workspaceId,
      sorted.map((w) => w.identity.kind),
      sorted.map((w) => w.identity.value),
      sorted.map((w) => w.leadId),
    ],
  );
  return new Set(added.rows.map(identityKey));
}
