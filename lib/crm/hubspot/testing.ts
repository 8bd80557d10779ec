import http from "node:http";
import type { AddressInfo } from "node:net";
import { hasDocuments, openDocuments, type Seen } from "./documents.ts";

type Properties = Record<string, string | null>;
type Stored = {
  id: string;
  properties: Properties;
  createdAt: string;
  updatedAt: string;
  contacts: string[];
};
type Property = { name: string; label: string; type: string; fieldType: string; groupName: string };
type Answer = { status: number; body: unknown; headers?: Record<string, string> };

/** A HubSpot on this machine, as far as the connector uses it, that holds each request against the published documents. */
export class TestHubspot {
  readonly token = "pat-test";
  readonly contacts = new Map<string, Stored>();
  readonly deals = new Map<string, Stored>();
  readonly properties = new Map<string, Property>();
  readonly groups: { name: string; label: string }[] = [];
  readonly requests: Seen[] = [];
  /** What does not hold against the documents. */
  readonly violations: string[] = [];
  /** Answered instead, one a request, to those whose path ends like this. */
  readonly faults: { path: string; status: number; headers?: Record<string, string> }[] = [];
  /** Called before a request is answered. */
  before: (seen: Seen) => Promise<void> = async () => undefined;
  url = "";
  #ids = 1_000;
  #server: http.Server | undefined;
  #documents: Awaited<ReturnType<typeof openDocuments>> | undefined;

  async start(): Promise<void> {
    if (hasDocuments) this.#documents = await openDocuments();
    for (const name of ["email", "firstname", "jobtitle", "lastmodifieddate"]) this.#property(name);
    this.#server = http.createServer((request, response) => {
      void this.#serve(request).then(({ status, body, headers }) => {
        response.writeHead(status, { "content-type": "application/json", ...headers });
        response.end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server?.close(() => resolve());
      this.#server?.closeAllConnections();
    });
  }

  #property(name: string): void {
    this.properties.set(name, {
      name,
      label: name,
      type: "string",
      fieldType: "text",
      groupName: "contactinformation",
    });
  }

  put(into: Map<string, Stored>, properties: Properties, contacts: string[] = [], at = new Date()): Stored {
    const id = String(this.#ids++);
    const iso = at.toISOString();
    const stored = { id, properties: {}, createdAt: iso, updatedAt: iso, contacts };
    into.set(id, stored);
    return this.change(stored, { createdate: iso, ...properties }, at);
  }

  change(stored: Stored, properties: Properties, at = new Date()): Stored {
    stored.updatedAt = at.toISOString();
    const modified = { lastmodifieddate: stored.updatedAt, hs_lastmodifieddate: stored.updatedAt };
    Object.assign(stored.properties, properties, modified);
    return stored;
  }

  byEmail(email: string): Stored | undefined {
    return [...this.contacts.values()].find(({ properties }) => properties.email === email);
  }

  async #serve(request: http.IncomingMessage): Promise<Answer> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    const url = new URL(request.url ?? "/", this.url);
    const seen: Seen = {
      method: request.method ?? "",
      path: url.pathname,
      query: url.search.slice(1),
      headers: Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, String(v)])),
      body: text === "" ? undefined : JSON.parse(text),
    };
    this.requests.push(seen);
    await this.before(seen);
    this.violations.push(...(this.#documents?.request(seen) ?? []));
    if (seen.headers.authorization !== `Bearer ${this.token}`)
      return { status: 401, body: { category: "INVALID_AUTHENTICATION", message: "The token is not valid" } };
    const fault = this.faults.findIndex(({ path }) => seen.path.endsWith(path));
    if (fault >= 0) {
      const [{ status, headers } = { status: 500, headers: {} }] = this.faults.splice(fault, 1);
      return { status, body: { message: `fault ${status}` }, headers };
    }
    const answer = this.#route(seen, url);
    if (answer.status < 300)
      this.violations.push(
        ...(this.#documents?.answer(seen, answer.status === 207 ? 200 : answer.status, answer.body) ?? []),
      );
    return answer;
  }

  #route({ method, path, body }: Seen, url: URL): Answer {
    const at = path.replace("/crm/v3/", "");
    const { inputs = [] } = (body ?? {}) as { inputs?: never[] };
    if (inputs.length > 100) return { status: 400, body: { message: "At most 100 inputs" } };
    if (at === "properties/contacts") return ok({ results: [...this.properties.values()].map(full) });
    if (at === "properties/contacts/groups" && method === "GET")
      return ok({ results: this.groups.map((group) => ({ ...group, archived: false, displayOrder: -1 })) });
    if (at === "properties/contacts/groups") {
      this.groups.push(body as { name: string; label: string });
      return { status: 201, body: { ...(body as object), archived: false, displayOrder: -1 } };
    }
    if (at === "properties/contacts/batch/create") return this.#createProperties(inputs);
    if (at === "properties/deals/dealstage") return ok(DEAL_STAGE);
    if (at === "objects/contacts") return ok({ results: [] });
    if (at === "objects/contacts/batch/read") return this.#read(body as never);
    if (at === "objects/contacts/batch/update") return this.#update(inputs);
    if (at === "objects/contacts/batch/upsert") return this.#upsert(inputs);
    if (at === "objects/contacts/search") return search(this.contacts, body as never);
    if (at === "objects/deals/search") return search(this.deals, body as never);
    const deal = this.deals.get(at.replace("objects/deals/", ""));
    if (!deal) return { status: 404, body: { message: `nothing at ${path}` } };
    const asksContacts = url.searchParams.getAll("associations").includes("contacts");
    const contacts = { results: deal.contacts.map((id) => ({ id, type: "deal_to_contact" })) };
    return ok({ ...shown(deal), ...(asksContacts ? { associations: { contacts } } : {}) });
  }

  #createProperties(inputs: Property[]): Answer {
    for (const property of inputs) {
      if (this.properties.has(property.name)) return { status: 409, body: { message: "exists" } };
      if (!this.groups.some(({ name }) => name === property.groupName))
        return { status: 400, body: { message: "no such group" } };
    }
    for (const property of inputs) this.properties.set(property.name, property);
    return { status: 201, body: batch(inputs.map(full)) };
  }

  #read({ inputs, idProperty }: { inputs: { id: string }[]; idProperty?: string }): Answer {
    const found = inputs.flatMap(({ id }) => (idProperty ? this.byEmail(id) : this.contacts.get(id)) ?? []);
    return { status: found.length === inputs.length ? 200 : 207, body: batch(found.map(shown)) };
  }

  #unknown(inputs: { properties: Properties }[]): Answer | null {
    const wrong = inputs.find(
      ({ properties }) =>
        Object.keys(properties).some((name) => !this.properties.has(name)) ||
        properties.email?.includes("refused") ||
        properties.hotsheet_group === "refused",
    );
    return wrong ? { status: 400, body: { message: "Property values were not valid" } } : null;
  }

  #update(inputs: { id: string; properties: Properties }[]): Answer {
    const wrong = this.#unknown(inputs);
    if (wrong) return wrong;
    const found = inputs.flatMap(({ id, properties }) => {
      const contact = this.contacts.get(id);
      return contact ? [this.change(contact, properties)] : [];
    });
    return { status: found.length === inputs.length ? 200 : 207, body: batch(found.map(shown)) };
  }

  #upsert(inputs: { id: string; objectWriteTraceId?: string; properties: Properties }[]): Answer {
    const wrong = this.#unknown(inputs);
    if (wrong) return wrong;
    const results = inputs.map(({ id, objectWriteTraceId, properties }) => {
      const there = this.byEmail(id);
      const stored = there
        ? this.change(there, properties)
        : this.put(this.contacts, { email: id, ...properties });
      return { ...shown(stored), new: !there, ...(objectWriteTraceId ? { objectWriteTraceId } : {}) };
    });
    return ok(batch(results));
  }
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const full = (property: Property) => ({ description: "", options: [], ...property });
const shown = ({ id, properties, createdAt, updatedAt }: Stored) => ({
  id,
  archived: false,
  createdAt,
  updatedAt,
  properties: Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null)),
});
const batch = (results: unknown[]) => {
  const at = new Date().toISOString();
  return { status: "COMPLETE", startedAt: at, completedAt: at, results };
};

const option = (value: string, label: string) => ({ value, label, hidden: false });
const DEAL_STAGE = {
  ...full({
    name: "dealstage",
    label: "Deal stage",
    type: "enumeration",
    fieldType: "radio",
    groupName: "deal",
  }),
  options: [option("qualified", "Qualified"), option("closedwon", "Won"), option("closedlost", "Lost")],
};

type Search = {
  filterGroups: { filters: { propertyName: string; operator: string; value: string }[] }[];
  sorts: string[];
  limit: number;
  after: string;
};

function search(all: Map<string, Stored>, { filterGroups, sorts, limit, after }: Search): Answer {
  const filter = filterGroups[0]?.filters[0];
  const [sort = ""] = sorts;
  if (filter?.operator !== "GTE" || limit > 200) return { status: 400, body: { message: "not understood" } };
  const instant = ({ properties }: Stored, name: string) => Date.parse(properties[name] ?? "");
  const found = [...all.values()]
    .filter((one) => instant(one, filter.propertyName) >= Number(filter.value))
    .sort((a, b) => instant(a, sort) - instant(b, sort) || Number(a.id) - Number(b.id));
  const end = Number(after) + limit;
  return ok({
    total: found.length,
    results: found.slice(Number(after), end).map(shown),
    ...(found.length > end ? { paging: { next: { after: String(end) } } } : {}),
  });
}
