import http from "node:http";
import type { AddressInfo } from "node:net";

type Row = { Id: string; SystemModstamp: string } & Record<string, unknown>;
type Answer = { status: number; body: unknown; headers?: Record<string, string> };
export type SeenCall = { method: string; path: string; soql: string | null; body: unknown };

const API = "/services/data/v60.0";

/** A Salesforce on this machine: OAuth, SOQL, composite requests and the Tooling API, as far as the connector uses them. */
export class TestSalesforce {
  readonly id = "consumer";
  readonly secret = "consumer-secret";
  readonly contacts: Row[] = [];
  readonly opportunities: (Row & { contacts: string[] })[] = [];
  readonly fields = new Map<string, Record<string, unknown>>();
  readonly calls: SeenCall[] = [];
  readonly faults: { path: string; answer: Answer }[] = [];
  url = "";
  #ids = 1;
  #sessions = new Set<string>();
  #server: http.Server | undefined;

  async start(): Promise<void> {
    for (const name of ["Id", "Email", "LastName", "Title", "SystemModstamp"])
      this.fields.set(name, { type: "string" });
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

  newId(prefix: string): string {
    return `${prefix}${String(this.#ids++).padStart(15, "0")}`;
  }

  contact(values: Record<string, unknown>, at = new Date()): Row {
    const row = { Id: this.newId("003"), Email: null, SystemModstamp: at.toISOString(), ...values };
    this.contacts.push(row);
    return row;
  }

  opportunity(values: Record<string, unknown>, contacts: string[], at = new Date()) {
    const dates = { CreatedDate: at.toISOString(), SystemModstamp: at.toISOString() };
    const row = { Id: this.newId("006"), Amount: null, CloseDate: null, ...dates, ...values, contacts };
    this.opportunities.push(row);
    return row;
  }

  async #serve(request: http.IncomingMessage): Promise<Answer> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    const url = new URL(request.url ?? "/", this.url);
    if (url.pathname === "/services/oauth2/token") return this.#signIn(new URLSearchParams(text));
    const body: unknown = text === "" ? null : JSON.parse(text);
    const soql = url.searchParams.get("q");
    this.calls.push({ method: request.method ?? "", path: url.pathname, soql, body });
    if (!this.#sessions.has(String(request.headers.authorization)))
      return {
        status: 401,
        body: [{ errorCode: "INVALID_SESSION_ID", message: "Session expired or invalid" }],
      };
    const fault = this.faults.findIndex(({ path }) => url.pathname.endsWith(path));
    if (fault >= 0) return this.faults.splice(fault, 1)[0]?.answer ?? { status: 500, body: [] };
    const path = url.pathname.replace(API, "");
    if (path === "/query" && soql !== null) return this.#query(soql.replace(/\s+/g, " "));
    if (path === "/sobjects/Contact/describe") return { status: 200, body: this.#describe() };
    if (path === "/tooling/sobjects/CustomField") return this.#makeField(body as never);
    if (request.method === "PATCH" && path === "/composite/sobjects") return this.#save(body as never, null);
    if (request.method === "PATCH" && path.startsWith("/composite/sobjects/Contact/"))
      return this.#save(body as never, path.split("/")[4] ?? "");
    return { status: 404, body: [{ errorCode: "NOT_FOUND", message: `${request.method} ${path}` }] };
  }

  #signIn(form: URLSearchParams): Answer {
    const isRight =
      form.get("grant_type") === "client_credentials" &&
      form.get("client_id") === this.id &&
      form.get("client_secret") === this.secret;
    if (!isRight)
      return {
        status: 401,
        body: { error: "invalid_client", error_description: "invalid client credentials" },
      };
    const token = `session-${this.#ids++}`;
    this.#sessions.add(`Bearer ${token}`);
    const id = `${this.url}/id/00D000000000001AAA/005000000000001AAA`;
    return {
      status: 200,
      body: { access_token: token, instance_url: this.url, id, token_type: "Bearer", scope: "api" },
    };
  }

  #describe() {
    const fields = [...this.fields].map(([name, { label = name, type }]) => ({ name, label, type }));
    return { name: "Contact", fields };
  }

  #makeField({ FullName, Metadata }: { FullName: string; Metadata: Record<string, unknown> }): Answer {
    const [object, name = ""] = FullName.split(".");
    if (object !== "Contact" || this.fields.has(name) || !name.endsWith("__c"))
      return { status: 400, body: [{ errorCode: "DUPLICATE_DEVELOPER_NAME", message: FullName }] };
    this.fields.set(name, Metadata);
    return { status: 201, body: { id: this.newId("00N"), success: true, errors: [] } };
  }

  #query(soql: string): Answer {
    if (soql.includes("FROM OpportunityStage"))
      return records([{ ApiName: "Prospecting", MasterLabel: "Prospecting" }]);
    const isContact = soql.includes("FROM Contact");
    const columns = (soql.match(/^SELECT (.*?) FROM (Contact|Opportunity) /)?.[1] ?? "")
      .replace(/, ?\(SELECT.*\)/, "")
      .split(", ");
    const unknown = isContact && columns.find((column) => !this.fields.has(column));
    if (unknown)
      return { status: 400, body: [{ errorCode: "INVALID_FIELD", message: `No such column ${unknown}` }] };
    const rows: Row[] = isContact ? this.contacts : this.opportunities;
    const wanted = rows
      .filter(filterOf(soql))
      .sort(inOrder)
      .slice(0, Number(soql.match(/LIMIT (\d+)$/)?.[1] ?? 2_000));
    return records(
      wanted.map((row) => ({
        attributes: { type: isContact ? "Contact" : "Opportunity" },
        ...Object.fromEntries(columns.map((column) => [column, row[column] ?? null])),
        ...(isContact ? {} : roles((row as Row & { contacts: string[] }).contacts)),
      })),
    );
  }

  #save({ records: given }: { records: Record<string, unknown>[] }, external: string | null): Answer {
    if (given.length > 200)
      return { status: 400, body: [{ errorCode: "EXCEEDED_MAX_SIZE", message: "200" }] };
    const saved = given.map(({ attributes, id, ...values }) => {
      const fail = (statusCode: string) => ({
        success: false,
        errors: [{ statusCode, message: statusCode, fields: [] }],
      });
      if (Object.keys(values).some((name) => !this.fields.has(name))) return fail("INVALID_FIELD");
      if (String(values.Email ?? "").includes("refused")) return fail("INVALID_EMAIL_ADDRESS");
      const there = this.contacts.find((row) =>
        external === null ? row.Id === id : row[external] === values[external],
      );
      if (!there && external === null) return fail("ENTITY_IS_DELETED");
      if (!there && !values.LastName) return fail("REQUIRED_FIELD_MISSING");
      const row = there ?? this.contact({});
      Object.assign(row, values, { SystemModstamp: new Date().toISOString() });
      return { id: row.Id, success: true, errors: [], ...(external === null ? {} : { created: !there }) };
    });
    return { status: 200, body: saved };
  }
}

const records = (rows: unknown[]): Answer => ({
  status: 200,
  body: { totalSize: rows.length, done: true, records: rows },
});

const roles = (contacts: string[]) => ({
  OpportunityContactRoles:
    contacts.length === 0
      ? null
      : { totalSize: contacts.length, done: true, records: contacts.map((ContactId) => ({ ContactId })) },
});

const inOrder = (a: Row, b: Row) =>
  Date.parse(a.SystemModstamp) - Date.parse(b.SystemModstamp) || (a.Id < b.Id ? -1 : 1);

/** The conditions that the connector writes: a list of names, or what changed past an instant and an id. */
function filterOf(soql: string): (row: Row) => boolean {
  const named = soql.match(/WHERE (Email|Id) IN \((.*?)\) ORDER/);
  if (named) {
    const [, column = "", list = ""] = named;
    const values = new Set(
      [...list.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, text = ""]) => text.replace(/\\(.)/g, "$1")),
    );
    return (row) => values.has(String(row[column]));
  }
  const since = soql.match(/SystemModstamp > (\S+) OR \(SystemModstamp = \S+ AND Id > '(\w*)'\)/);
  if (!since) return () => true;
  const at = Date.parse(since[1] ?? "");
  return (row) => {
    const modified = Date.parse(row.SystemModstamp);
    return modified > at || (modified === at && row.Id > (since[2] ?? ""));
  };
}
