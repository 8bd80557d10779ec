import type { Tx } from "#db/client.ts";
import { suppressed } from "../privacy/suppression.ts";
import { lockForJoins, lockForRescore } from "../scores/locks.ts";
import {
  addIdentities,
  findIdentities,
  type Identity,
  identitiesOf,
  identityKey,
  type Named,
  type Owner,
} from "./identities.ts";
import { applyJoin } from "./join.ts";
import { LeadsMoved } from "./moved.ts";
import { keptApart, loadPeople, membersOf } from "./people.ts";
import { type IdentityPlan, planIdentities } from "./plan-identities.ts";

/**
 * `leadId`: the lead as it is shown; `homeId`: the lead that owns the identity which named it, which differs after a join.
 * `identified` says that the lead gained an identity or was joined with another.
 */
export type Resolved = Owner & { created: boolean; identified: boolean };

/** Another transaction may make the same leads meanwhile; then all is looked up again. */
const ROUNDS = 5;

/**
 * Finds the lead of each input, or makes it, and joins leads that an input names together (planIdentities has the rule).
 * Null: the input names a person who was erased, and nothing may be kept of it. To be called before anything is locked.
 * @throws Error where an input names nobody; LeadsMoved where the transaction must begin anew.
 */
export async function resolveLeads(
  tx: Tx,
  workspaceId: number,
  inputs: Named[],
): Promise<(Resolved | null)[]> {
  const named = inputs.map(identitiesOf);
  if (named.some((identities) => identities.length === 0))
    throw new Error("a lead needs an e-mail, user id or anonymous id");
  const marks: Marks = { created: new Set(), identified: new Set(), made: new Map() };
  const erased = new Set<string>();
  let lock: "none" | "shared" | "alone" = "none";
  for (let round = 0; round < ROUNDS; round++) {
    const known = await findIdentities(tx, workspaceId, named.flat());
    const settled = allSettled(named, known, erased);
    if (settled) return settled.map((owner) => owner && withMarks(owner, marks));
    let plan = await makePlan(tx, workspaceId, named, known, erased);
    if (plan.given.length === 0 && plan.joins.length === 0) return results(named, plan, erased, marks);
    if (changesPeople(plan)) {
      // The lock that keeps everybody else out cannot be had by who may hold what others wait for.
      if (lock === "shared") throw new LeadsMoved();
      if (lock === "none") {
        await lockForJoins(tx, workspaceId);
        lock = "alone";
        continue;
      }
    }
    if (lock === "none") {
      await lockForRescore(tx, workspaceId, { ids: [] });
      lock = "shared";
    }
    const fresh = plan.given.map(({ identity }) => identity);
    const refused = await suppressed(tx, workspaceId, fresh);
    if (refused.size > 0) {
      for (const key of refused) erased.add(key);
      plan = await makePlan(tx, workspaceId, named, known, erased);
    }
    const isWhole = await apply(tx, workspaceId, plan, marks);
    // Joins have changed who is shown as whom, and lost identities who owns them: the next round reads it.
    if (isWhole && plan.joins.length === 0) return results(named, plan, erased, marks);
  }
  throw new Error("leads kept changing while they were being resolved");
}

type Marks = {
  created: Set<number>;
  identified: Set<number>;
  /** What became of the plan's negative ids. */
  made: Map<number, number>;
};

const withMarks = ({ homeId, leadId }: Owner, { created, identified }: Marks): Resolved => ({
  homeId,
  leadId,
  created: created.has(homeId),
  identified: identified.has(leadId),
});

const namesErased = (identities: Identity[], erased: ReadonlySet<string>) =>
  erased.size > 0 && identities.some((identity) => erased.has(identityKey(identity)));

/** What the plan says of each input that names nobody who was erased. */
function results(
  named: Identity[][],
  plan: IdentityPlan,
  erased: ReadonlySet<string>,
  marks: Marks,
): (Resolved | null)[] {
  let next = 0;
  return named.map((identities) => {
    const target = namesErased(identities, erased) ? undefined : plan.targets[next++];
    if (!target) return null;
    const real = (id: number) => (id < 0 ? (marks.made.get(id) ?? 0) : id);
    return withMarks({ homeId: real(target.homeId), leadId: real(target.leadId) }, marks);
  });
}

/** Reads what the plan needs to know of the leads that inputs name together with something else. */
async function makePlan(
  tx: Tx,
  workspaceId: number,
  named: Identity[][],
  known: ReadonlyMap<string, Owner>,
  erased: ReadonlySet<string>,
): Promise<IdentityPlan> {
  const inputs = named.filter((identities) => !namesErased(identities, erased));
  const ids = new Set<number>();
  for (const identities of inputs) {
    const owners = identities.map((identity) => known.get(identityKey(identity)));
    const [first] = owners;
    if (owners.some((owner) => owner?.leadId !== first?.leadId))
      for (const owner of owners) if (owner) ids.add(owner.leadId);
  }
  const members = await membersOf(tx, workspaceId, [...ids]);
  const people = await loadPeople(tx, workspaceId, members);
  return planIdentities(inputs, { known, people, apart: await keptApart(tx, workspaceId, members) });
}

/** Whether a lead that exists is joined, or learns who it is: two at once must not make one person of two. */
const changesPeople = ({ joins, given }: IdentityPlan) =>
  joins.length > 0 || given.some(({ leadId, identity }) => leadId > 0 && identity.kind !== "anonymous");

/** @returns false where other transactions were first with some identities. */
async function apply(tx: Tx, workspaceId: number, plan: IdentityPlan, marks: Marks): Promise<boolean> {
  marks.made = await makeLeads(tx, workspaceId, plan);
  const given = plan.given.map(({ identity, leadId }) => ({
    identity,
    leadId: leadId < 0 ? (marks.made.get(leadId) ?? 0) : leadId,
  }));
  const added = await addIdentities(tx, workspaceId, given);
  const lost = given.filter(({ identity }) => !added.has(identityKey(identity)));
  const made = new Set(marks.made.values());
  const abandoned = new Set(lost.map(({ leadId }) => leadId).filter((id) => made.has(id)));
  for (const id of made) if (!abandoned.has(id)) marks.created.add(id);
  if (abandoned.size > 0) {
    await tx.$client.query("delete from leads where workspace_id = $1 and id = any($2::bigint[])", [
      workspaceId,
      [...abandoned],
    ]);
  }
  const told = given.filter(({ identity, leadId }) => !made.has(leadId) && added.has(identityKey(identity)));
  if (told.length > 0) {
    const survivors = await nameLeads(tx, workspaceId, [...new Set(told.map(({ leadId }) => leadId))]);
    for (const id of survivors) marks.identified.add(id);
  }
  for (const join of plan.joins) {
    await applyJoin(tx, workspaceId, { ...join, cause: "message", memberId: null });
    marks.identified.add(join.survivor);
  }
  return lost.length === 0;
}

async function makeLeads(tx: Tx, workspaceId: number, plan: IdentityPlan): Promise<Map<number, number>> {
  const { newLeads, given } = plan;
  if (newLeads.length === 0) return new Map();
  const values = firstValues(given);
  const made = await tx.$client.query<{ id: string }>(
    `insert into leads (workspace_id, email, external_id)
     select $1, g.email, g.external_id
     from unnest($2::text[], $3::text[]) with ordinality as g (email, external_id, n) order by g.n returning id`,
    [
      workspaceId,
      newLeads.map((id) => values.get(`email ${id}`) ?? null),
      newLeads.map((id) => values.get(`user ${id}`) ?? null),
    ],
  );
  const ids = made.rows.map((row) => Number(row.id)).sort((a, b) => a - b);
  return new Map(newLeads.map((id, n) => [id, ids[n] ?? 0]));
}

/** The first identity of each kind that each lead is given, by kind and lead. */
function firstValues(given: IdentityPlan["given"]): Map<string, string> {
  const values = new Map<string, string>();
  for (const { identity, leadId } of given) {
    const key = `${identity.kind} ${leadId}`;
    if (!values.has(key)) values.set(key, identity.value);
  }
  return values;
}

/** Puts the oldest e-mail address and user id of each lead, and of who it is joined into, on their rows. */
async function nameLeads(tx: Tx, workspaceId: number, ids: number[]): Promise<number[]> {
  const first = (kind: string) => `(select i.value from lead_identities i
    where i.workspace_id = l.workspace_id and i.kind = '${kind}' and i.lead_id in (${MEMBERS_OF_L})
    order by i.lead_id <> l.id, i.created_at, i.value limit 1)`;
  const named = await tx.$client.query<{ id: string; joined_into: string | null }>(
    `update leads l set email = coalesce(l.email, ${first("email")}), external_id = coalesce(l.external_id, ${first("user")})
     where l.workspace_id = $1 and l.id in (
       select coalesce(joined_into, id) from leads where workspace_id = $1 and id = any($2::bigint[])
       union select unnest($2::bigint[])) returning id, joined_into`,
    [workspaceId, ids],
  );
  return named.rows.filter((row) => row.joined_into === null).map((row) => Number(row.id));
}

/** The lead `l` and those joined into it. */
const MEMBERS_OF_L = `select l.id union all
  select m.id from leads m where m.workspace_id = l.workspace_id and m.joined_into = l.id`;

/** The lead of each input where all of its identities are that lead's already, which nearly all inputs are like. */
function allSettled(
  named: Identity[][],
  known: ReadonlyMap<string, Owner>,
  erased: ReadonlySet<string>,
): (Owner | null)[] | null {
  const owners: (Owner | null)[] = [];
  for (const identities of named) {
    if (namesErased(identities, erased)) {
      owners.push(null);
      continue;
    }
    const [first, ...rest] = identities.map((identity) => known.get(identityKey(identity)));
    if (!first || rest.some((owner) => owner?.leadId !== first.leadId)) return null;
    owners.push(first);
  }
  return owners;
}
