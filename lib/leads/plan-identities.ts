import { type Identity, identityKey, type Owner } from "./identities.ts";

/** Whether a lead (with all that is joined into it) has a user id, an e-mail address. */
export type Person = { user: boolean; email: boolean };
/** A join to be made: the survivors of both sides now, and the leads that own the identities named together. */
export type PlannedJoin = {
  survivor: number;
  loser: number;
  homeId: number;
  otherId: number;
  named: string[];
};
/** Leads by id; a negative id stands for a lead to be made. */
export type IdentityPlan = {
  /** For each input the lead it is shown as in the end, and the lead that owns its most telling identity. */
  targets: Owner[];
  newLeads: number[];
  given: { identity: Identity; leadId: number }[];
  joins: PlannedJoin[];
};
export type Facts = {
  known: ReadonlyMap<string, Owner>;
  /** By survivor; only asked of those that inputs name together with something else. */
  people: ReadonlyMap<number, Person>;
  /** Pairs of survivors that an undone join keeps apart. */
  apart: readonly (readonly [number, number])[];
};

/** A person is never made of two user ids or of two e-mail addresses by what messages say. */
const clash = (a: Person, b: Person) => (a.user && b.user) || (a.email && b.email);

/** Who of two survives: the one with a user id, else with an e-mail address, else the older; a new lead never does. */
export function survivorOf(
  a: number,
  b: number,
  personOf: (id: number) => Person | undefined,
): [number, number] {
  const rank = (id: number) => {
    const person = personOf(id);
    return (id < 0 ? 8 : 0) + (person?.user ? 0 : 4) + (person?.email ? 0 : 2);
  };
  return rank(a) < rank(b) || (rank(a) === rank(b) && a < b) ? [a, b] : [b, a];
}

/** Leads while a batch is read: who owns which identity, who is joined into whom. */
class Leads {
  readonly owner = new Map<string, number>();
  readonly #into = new Map<number, number>();
  readonly #people: Map<number, Person>;
  readonly #apart: Facts["apart"];
  readonly newLeads: number[] = [];
  readonly joins: PlannedJoin[] = [];

  constructor({ known, people, apart }: Facts) {
    this.#people = new Map([...people].map(([id, person]) => [id, { ...person }]));
    this.#apart = apart;
    for (const [key, { homeId, leadId }] of known) {
      this.owner.set(key, homeId);
      if (homeId !== leadId) this.#into.set(homeId, leadId);
    }
  }

  survivor(id: number): number {
    let at = id;
    for (let next = this.#into.get(at); next !== undefined; next = this.#into.get(at)) at = next;
    return at;
  }

  person(survivor: number): Person {
    const known = this.#people.get(survivor) ?? { user: false, email: false };
    this.#people.set(survivor, known);
    return known;
  }

  make(): number {
    const id = -1 - this.newLeads.length;
    this.newLeads.push(id);
    return id;
  }

  areApart(a: number, b: number): boolean {
    return this.#apart.some(([x, y]) => {
      const [from, to] = [this.survivor(x), this.survivor(y)];
      return (from === a && to === b) || (from === b && to === a);
    });
  }

  join(a: number, b: number, homeId: number, otherId: number, named: string[]): number {
    const [survivor, loser] = survivorOf(a, b, (id) => this.person(id));
    const [one, other] = [this.person(survivor), this.person(loser)];
    one.user ||= other.user;
    one.email ||= other.email;
    this.#into.set(loser, survivor);
    // A new lead that names a side owns nothing yet: the side's survivor stands for it.
    if (loser > 0)
      this.joins.push({
        survivor,
        loser,
        homeId: homeId > 0 ? homeId : a,
        otherId: otherId > 0 ? otherId : b,
        named,
      });
    return survivor;
  }
}

/**
 * Reads a batch as if its inputs came one after another: which lead each belongs to, which leads are to be made, joined,
 * and given identities. Pure. The rule: a user id decides, then an e-mail address, then a browser; leads that an input
 * names together are joined unless both have a user id, both have an e-mail address, or a member undid that join.
 */
export function planIdentities(inputs: readonly (readonly Identity[])[], facts: Facts): IdentityPlan {
  const leads = new Leads(facts);
  const given: IdentityPlan["given"] = [];
  const homes = inputs.map((identities) => {
    const pending: Identity[] = [];
    /** What the input names that nobody has yet. */
    const unowned: Person = { user: false, email: false };
    let target: number | null = null;
    let home = 0;
    for (const identity of identities) {
      const owner = leads.owner.get(identityKey(identity));
      if (owner === undefined) {
        pending.push(identity);
        unowned.user ||= identity.kind === "user";
        unowned.email ||= identity.kind === "email";
        continue;
      }
      const survivor = leads.survivor(owner);
      if (survivor === target || clash(unowned, leads.person(survivor))) continue;
      if (target === null) {
        target = survivor;
        home = owner;
      } else if (!clash(leads.person(target), leads.person(survivor)) && !leads.areApart(target, survivor)) {
        const named = identities.map(({ kind }) => kind);
        target = leads.join(target, survivor, home, owner, named);
      }
    }
    if (target === null) {
      target = leads.make();
      home = target;
    }
    const person = leads.person(target);
    for (const identity of pending) {
      leads.owner.set(identityKey(identity), home);
      given.push({ identity, leadId: home });
      person.user ||= identity.kind === "user";
      person.email ||= identity.kind === "email";
    }
    return home;
  });
  // A new lead that another took in has no history of its own: it is not made, and the other owns its identities.
  const settled = (id: number) => (id < 0 ? leads.survivor(id) : id);
  return {
    targets: homes.map((home) => ({ homeId: settled(home), leadId: leads.survivor(home) })),
    newLeads: leads.newLeads.filter((id) => leads.survivor(id) === id),
    given: given.map(({ identity, leadId }) => ({ identity, leadId: settled(leadId) })),
    joins: leads.joins,
  };
}
