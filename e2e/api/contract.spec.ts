import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { createMember, createWorkspace, unique } from "../../db/testing/factories.ts";
import { type Answer, type Caller, createCaller, send } from "../caller.ts";
import { CONTENT, changedContent, EVERYONE } from "../contract-sheet.ts";
import { expect, type Team, test } from "../fixtures.ts";

/** CONTRACT: the names and shapes that programs rely on, asked of the running server with tokens of real members. */

const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
const NUMBER = expect.any(Number);
const TEXT = expect.any(String);

const refusal = (code: unknown = TEXT) => ({ error: { code, message: TEXT } });
const field = (answer: Answer, name: string): unknown =>
  z.record(z.string(), z.unknown()).parse(answer.body)[name];
const text = (answer: Answer, name: string): string => z.string().parse(field(answer, name));

function expectAnswer(answer: Answer, status: number, body: object): void {
  expect(answer, answer.text.slice(0, 500)).toMatchObject({ status, body });
}

type Sides = { marketer: Caller; sales: Caller };

/** Puts segment and draft through both signatures; the sheet `main` is then active. */
async function activate(team: Team): Promise<Sides> {
  const marketer = await team.caller("marketer");
  const sales = await team.caller("sales");
  await marketer.call("PUT", "/api/v1/segments/everyone", { body: EVERYONE });
  const draft = await marketer.call("PUT", "/api/v1/sheets/main/draft", {
    body: { name: "Main", segment: "everyone", content: CONTENT },
  });
  for (const side of [marketer, sales])
    await side.call("POST", "/api/v1/sheets/main/approve", { body: { hash: text(draft, "hash") } });
  return { marketer, sales };
}

/** A function that sends messages to the collector with a new write key. */
async function collector(team: Team, url: string): Promise<(batch: object[]) => Promise<Answer>> {
  const admin = await team.caller("admin");
  const made = await admin.call("POST", "/api/v1/sources", { body: { name: "Website" } });
  expectAnswer(made, 201, { id: NUMBER, name: "Website", write_key: TEXT });
  const authorization = `Basic ${Buffer.from(`${text(made, "write_key")}:`).toString("base64")}`;
  return (batch) =>
    send("POST", `${url}/v1/batch`, {
      body: gzipSync(JSON.stringify({ batch, sentAt: new Date().toISOString() })),
      headers: { authorization, "content-encoding": "gzip", "content-type": "application/json" },
    });
}

const visit = (userId: string, more: object = {}) => ({
  type: "page",
  userId,
  messageId: randomUUID(),
  timestamp: new Date().toISOString(),
  properties: { path: "/pricing", url: "https://example.com/pricing", title: "Pricing" },
  ...more,
});

const ceo = (userId: string, email: string) => ({
  type: "identify",
  userId,
  messageId: randomUUID(),
  traits: { email, title: "CEO", name: "Ana Gil" },
});

test("a sheet goes from draft to active by both signatures, and by nothing less", async ({ team }) => {
  const { marketer, sales, manager } = {
    marketer: await team.caller("marketer"),
    sales: await team.caller("sales"),
    manager: await team.caller("manager"),
  };
  expectAnswer(await marketer.call("PUT", "/api/v1/segments/everyone", { body: EVERYONE }), 200, {
    key: "everyone",
    ...EVERYONE,
    position: 1,
  });
  expectAnswer(await manager.get("/api/v1/segments"), 200, {
    segments: [{ key: "everyone", name: EVERYONE.name, when: EVERYONE.when, position: 1 }],
  });

  const put = (caller: Caller, content: object, ifMatch?: string) =>
    caller.call("PUT", "/api/v1/sheets/main/draft", {
      body: { name: "Main", segment: "everyone", content },
      headers: ifMatch === undefined ? {} : { "if-match": ifMatch },
    });
  const first = await put(marketer, CONTENT);
  expectAnswer(first, 200, { key: "main", version: 1, state: "draft", revision: NUMBER, hash: TEXT });
  const revision = String(field(first, "revision"));
  const second = await put(sales, changedContent(8), revision);
  expectAnswer(second, 200, { version: 1, signatures_cleared: [] });
  expect(text(second, "hash")).not.toBe(text(first, "hash"));
  expectAnswer(await put(marketer, CONTENT, revision), 412, refusal("stale_revision"));
  expectAnswer(await manager.get("/api/v1/sheets"), 200, {
    sheets: [
      { key: "main", name: "Main", versions: [{ number: 1, state: "draft", hash: text(second, "hash") }] },
    ],
  });

  const preview = await manager.call("POST", "/api/v1/sheets/main/preview", { body: { content: CONTENT } });
  expectAnswer(preview, 200, {
    groups: [
      { key: "cold", now: null, draft: 0 },
      { key: "hot", handover: true, draft: 0 },
    ],
    moved: 0,
    movers: [],
    handovers: { per_week: { draft: 0 } },
  });

  const approve = (caller: Caller, hash: string) =>
    caller.call("POST", "/api/v1/sheets/main/approve", { body: { hash } });
  const hash = text(second, "hash");
  expectAnswer(await approve(manager, hash), 403, refusal("forbidden"));
  expectAnswer(await approve(await team.caller("admin"), hash), 403, refusal("forbidden"));
  expectAnswer(await approve(marketer, text(first, "hash")), 409, refusal("conflict"));
  for (let times = 0; times < 2; times++)
    expectAnswer(await approve(marketer, hash), 200, {
      state: "in_review",
      signatures: [{ side: "marketing" }],
    });
  // One edited point takes the signature away, and the hash that was signed is no longer the content's.
  const edited = await put(sales, CONTENT);
  expectAnswer(edited, 200, { state: "draft", signatures_cleared: ["marketing"] });
  expectAnswer(await approve(sales, hash), 409, refusal("conflict"));
  const last = text(edited, "hash");
  expect(last).toBe(text(first, "hash"));
  expectAnswer(await approve(sales, last), 200, { state: "in_review", signatures: [{ side: "sales" }] });
  expectAnswer(await approve(marketer, last), 200, { version: 1, state: "active", hash: last });
  const sheet = await manager.get("/api/v1/sheets/main");
  expectAnswer(sheet, 200, { versions: [{ number: 1, state: "active", trial: { days: 90, day: 1 } }] });
  // Published versions never change: the next edit is a new version.
  expectAnswer(await put(marketer, changedContent(9)), 200, { version: 2, state: "draft" });
  expectAnswer(await manager.get("/api/v1/sheets/main"), 200, {
    versions: [
      { number: 2, state: "draft" },
      { number: 1, state: "active", hash: last, content: { rules: [{ points: 10 }, {}] } },
    ],
  });
});

test("a score read after the collector's 200 sees the event, at any instant and under any version", async ({
  team,
  baseURL = "",
}) => {
  const { marketer } = await activate(team);
  const collect = await collector(team, baseURL);
  const before = new Date().toISOString();
  const email = `${unique("ana")}@example.test`;
  const messages = [
    ceo("crm/1", email),
    visit("crm/1"),
    { type: "track", userId: "crm/1", messageId: randomUUID() },
  ];
  for (let times = 0; times < 2; times++) expectAnswer(await collect(messages), 200, {});

  const lead = `/api/v1/leads/${encodeURIComponent("user:crm/1")}`;
  const score = await marketer.get(`${lead}/score`);
  const id = field(score, "lead_id");
  expectAnswer(score, 200, {
    lead_id: NUMBER,
    sheet: "main",
    version: 1,
    as_of: INSTANT,
    in_segment: true,
    total: 30,
    dimensions: { all: 30 },
    label: "1",
    group: "hot",
    excluded: null,
    contributions: [
      { rule: "pricing", points: 10, times: 1, last_at: INSTANT },
      { rule: "title", points: 20, times: 1 },
    ],
  });
  for (const ref of [String(id), `email:${email.toUpperCase()}`, "user:crm/1"]) {
    expectAnswer(await marketer.get(`/api/v1/leads/${encodeURIComponent(ref)}`), 200, {
      id,
      email,
      user_id: "crm/1",
      stage: "mql",
      owner: null,
      attributes: { title: "CEO", name: "Ana Gil" },
      scores: [{ sheet: "main", version: 1, total: 30, group: "hot", primary: true }],
    });
  }
  expectAnswer(await marketer.get(`${lead}/score?as_of=${before}`), 200, {
    total: 0,
    group: "cold",
    as_of: before,
  });
  const later = new Date(Date.now() + 100 * 86_400_000).toISOString();
  expectAnswer(await marketer.get(`${lead}/score?as_of=${later}`), 200, {
    total: 20,
    group: "hot",
    as_of: later,
  });
  expectAnswer(await marketer.get(`${lead}/score?version=draft`), 404, refusal("not_found"));
  await marketer.call("PUT", "/api/v1/sheets/main/draft", {
    body: { segment: "everyone", content: changedContent(3) },
  });
  for (const [version, number, total] of [
    ["draft", 2, 23],
    ["2", 2, 23],
    ["1", 1, 30],
    ["active", 1, 30],
  ] as const)
    expectAnswer(await marketer.get(`${lead}/score?sheet=main&version=${version}`), 200, {
      version: number,
      total,
    });

  // The message without an event did not sink its batch: it is kept with its reason, both times.
  const rejected = await marketer.get("/api/v1/rejected-events");
  expectAnswer(rejected, 200, {
    items: [
      { id: NUMBER, received_at: INSTANT, reason: expect.stringContaining("event"), payload: TEXT },
      {},
    ],
  });
  expectAnswer(
    await send("POST", `${baseURL}/v1/track`, { body: { writeKey: "nope", userId: "a", event: "x" } }),
    401,
    {
      error: { code: "unauthenticated" },
    },
  );
});

test("the list pages by cursor, a hot lead waits in the queue, and is accepted or rejected once", async ({
  team,
  baseURL = "",
}) => {
  const { marketer, sales } = await activate(team);
  const manager = await team.caller("manager");
  const collect = await collector(team, baseURL);
  await collect([1, 2, 3].flatMap((n) => [ceo(`p${n}`, `p${n}@example.test`), visit(`p${n}`)]));
  await collect([visit("quiet", { properties: { path: "/" } })]);

  const seen: unknown[] = [];
  let cursor: unknown = null;
  for (let pages = 0; pages === 0 || (cursor !== null && pages < 9); pages++) {
    const query = cursor === null ? "" : `&cursor=${encodeURIComponent(String(cursor))}`;
    const page = await manager.get(`/api/v1/leads?limit=3${query}`);
    const { items, next_cursor } = z
      .object({
        items: z.array(z.object({ id: z.number(), user_id: z.string() })),
        next_cursor: z.string().nullable(),
      })
      .parse(page.body);
    seen.push(...items.map((item) => item.user_id));
    cursor = next_cursor;
  }
  expect(seen).toHaveLength(4);
  expect(new Set(seen.slice(0, 3))).toEqual(new Set(["p1", "p2", "p3"]));
  expect(seen[3]).toBe("quiet");
  expectAnswer(await manager.get("/api/v1/leads?segment=everyone&group=hot&stage=mql&owner=none&q=p2"), 200, {
    items: [{ user_id: "p2", stage: "mql", score: { total: 30, group: "hot" } }],
    next_cursor: null,
  });

  const queue = await sales.get("/api/v1/queue");
  expectAnswer(queue, 200, { handovers: [{ state: "open" }, { state: "open" }, { state: "open" }] });
  const ids = z
    .object({ handovers: z.array(z.object({ id: z.number() })) })
    .parse(queue.body)
    .handovers.map((h) => h.id);
  const decide = (caller: Caller, n: number, what: string, body: object = {}) =>
    caller.call("POST", `/api/v1/handovers/${ids[n]}/${what}`, { body });
  for (const caller of [manager, marketer])
    expectAnswer(await decide(caller, 0, "accept"), 403, refusal("forbidden"));
  expectAnswer(await decide(sales, 0, "accept"), 200, { id: ids[0], state: "accepted" });
  expectAnswer(await decide(sales, 0, "accept"), 409, refusal("conflict"));
  expectAnswer(await decide(sales, 1, "reject"), 422, {
    error: { issues: [{ path: "reason", message: TEXT }] },
  });
  expectAnswer(await decide(sales, 1, "reject", { reason: "no_budget" }), 200, {
    state: "rejected",
    reason: "no_budget",
  });
  expectAnswer(await sales.get("/api/v1/queue"), 200, { handovers: [{ id: ids[2] }] });
  expectAnswer(await sales.get("/api/v1/queue?owner=me"), 200, { handovers: [] });
});

test("a CRM's dispositions come in, and `mql` outside every sheet is an imported hand-over", async ({
  team,
  baseURL = "",
}) => {
  const { sales } = await activate(team);
  const collect = await collector(team, baseURL);
  await collect([visit("cold-one", { properties: { path: "/" } })]);
  const path = "/api/v1/leads/user:cold-one";
  const at = new Date().toISOString();
  const record = (body: object) => sales.call("POST", `${path}/stage`, { body });
  expectAnswer(await record({ stage: "mql", at }), 200, {
    lead_id: NUMBER,
    stage: "mql",
    at,
    outcome: "created",
  });
  expectAnswer(await record({ stage: "mql", at }), 200, { outcome: "unchanged" });
  const timeline = await sales.get(`${path}/timeline`);
  const items = z.object({ items: z.array(z.record(z.string(), z.unknown())) }).parse(timeline.body).items;
  expect(items.filter(({ kind }) => kind === "handover")).toMatchObject([{ version: "imported" }]);
  expectAnswer(await record({ stage: "opportunity", reason: "Asked", value: 900 }), 200, {
    stage: "opportunity",
  });
  expectAnswer(await sales.get(path), 200, { stage: "opportunity" });
  expectAnswer(await record({ stage: "won" }), 422, {
    error: { code: "invalid", issues: [{ path: "stage" }] },
  });
});

test("an import by multipart says what became of each row", async ({ team }) => {
  const { marketer } = await activate(team);
  const sales = await team.caller("sales");
  const form = (mapping: object) => {
    const made = new FormData();
    made.set("kind", "leads");
    made.set("mapping", JSON.stringify(mapping));
    made.set("file", new Blob(["id,mail,job\n7,eva@example.test,CEO\n,not an address,\n"]), "crm.csv");
    return made;
  };
  const body = form({ columns: { id: "user_id", mail: "email", job: "attribute:title" } });
  expectAnswer(await sales.call("POST", "/api/v1/imports", { body }), 403, refusal("forbidden"));
  const started = await marketer.call("POST", "/api/v1/imports", { body });
  expectAnswer(started, 202, { id: NUMBER, kind: "leads", file_name: "crm.csv" });
  const path = `/api/v1/imports/${String(field(started, "id"))}`;
  await expect.poll(async () => field(await marketer.get(path), "state"), { timeout: 20_000 }).toBe("done");
  expectAnswer(await marketer.get(path), 200, {
    rows_done: 2,
    created: 1,
    updated: 0,
    unchanged: 0,
    refused: 1,
    refusals: [{ line: 3, reason: TEXT, row: ["", "not an address", ""] }],
  });
  expectAnswer(await marketer.get("/api/v1/leads/user:7/score"), 200, { total: 20 });
  const twice = await marketer.call("POST", "/api/v1/imports", {
    body: form({ columns: { id: "email", mail: "email" } }),
  });
  expectAnswer(twice, 422, { error: { code: "invalid", issues: [{ path: TEXT, message: TEXT }] } });
});

test("errors have one shape and the code that fits; another workspace's ids are not found", async ({
  team,
  baseURL = "",
}) => {
  const { marketer, sales } = await activate(team);
  const collect = await collector(team, baseURL);
  await collect([ceo("one", "one@example.test"), visit("one")]);
  const stranger = await createCaller(await createMember(await createWorkspace(), "admin"), baseURL);
  const id = String(field(await marketer.get("/api/v1/leads/user:one"), "id"));
  const handover = z
    .object({ handovers: z.array(z.object({ id: z.number() })) })
    .parse((await sales.get("/api/v1/queue")).body);
  const put = (body: unknown, headers = {}) =>
    marketer.call("PUT", "/api/v1/sheets/bad/draft", { body, headers });
  const bad = {
    ...CONTENT,
    rules: [{ ...CONTENT.rules[0], category: "nope", points: "x" }, CONTENT.rules[1]],
  };
  const cases: [number, string, Promise<Answer>][] = [
    [400, "malformed", put("{")],
    [400, "malformed", marketer.get("/api/v1/leads?q=a&q=b")],
    [400, "malformed", marketer.call("POST", "/api/v1/imports", { body: "no form" })],
    [401, "unauthenticated", send("GET", `${baseURL}/api/v1/leads`)],
    [
      401,
      "unauthenticated",
      send("GET", `${baseURL}/api/v1/leads`, { headers: { authorization: "Bearer %E0%A4%A" } }),
    ],
    [403, "forbidden", marketer.call("POST", "/api/v1/sources", { body: { name: "x" } })],
    [403, "forbidden", sales.call("PUT", "/api/v1/segments/everyone", { body: EVERYONE })],
    [404, "not_found", marketer.get("/api/v1/leads/user:nobody")],
    [404, "not_found", marketer.get("/api/v1/sheets/none")],
    [404, "not_found", stranger.get(`/api/v1/leads/${id}`)],
    [404, "not_found", stranger.get(`/api/v1/leads/${id}/score`)],
    [404, "not_found", stranger.call("POST", `/api/v1/leads/${id}/stage`, { body: { stage: "sql" } })],
    [
      404,
      "not_found",
      stranger.call("POST", `/api/v1/handovers/${handover.handovers[0]?.id}/accept`, { body: {} }),
    ],
    [404, "not_found", stranger.get("/api/v1/sheets/main")],
    [413, "too_large", put({ segment: "everyone", content: "x".repeat(3_000_000) })],
    [422, "invalid", put({ content: CONTENT })],
    [422, "invalid", marketer.get("/api/v1/leads?sort=total")],
    [
      422,
      "invalid",
      marketer.call("PUT", "/api/v1/segments/x", { body: { name: "X", when: { field: "a", op: "like" } } }),
    ],
    [422, "invalid_sheet", put({ segment: "everyone", content: bad })],
  ];
  for (const [status, code, call] of cases) {
    const answer = await call;
    expectAnswer(answer, status, refusal(code));
    expect(Object.keys(z.object({ error: z.looseObject({}) }).parse(answer.body).error)).toEqual(
      status === 422 ? ["code", "message", "issues"] : ["code", "message"],
    );
    expect(answer.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  }
  // Every reason at once, each with its path.
  const { error } = z
    .object({ error: z.object({ issues: z.array(z.object({ path: z.string() })) }) })
    .parse((await put({ segment: "everyone", content: bad })).body);
  expect(error.issues.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["rules.0.category", "rules.0.points"]),
  );
});

test("/healthz and /readyz answer, and openapi.json describes every call as OpenAPI 3.1", async ({
  baseURL = "",
}) => {
  for (const path of ["/healthz", "/readyz"])
    expect((await send("GET", `${baseURL}${path}`)).status).toBe(200);
  const { status, body } = await send("GET", `${baseURL}/api/v1/openapi.json`);
  expect(status).toBe(200);
  const content = z.record(z.string(), z.object({ schema: z.looseObject({}) }));
  const parameter = z.object({ name: z.string(), in: z.enum(["path", "query"]), schema: z.looseObject({}) });
  const call = z.object({
    operationId: z.string(),
    parameters: z.array(parameter).optional(),
    requestBody: z.object({ content }).optional(),
    responses: z.record(
      z.string().regex(/^[1-5]\d\d$/),
      z.object({ description: z.string(), content: content.optional() }),
    ),
  });
  const document = z
    .object({
      openapi: z.string().regex(/^3\.1\.\d+$/),
      info: z.object({ title: z.string(), version: z.string() }),
      paths: z.record(
        z.string().startsWith("/"),
        z.partialRecord(z.enum(["get", "post", "put", "patch", "delete"]), call),
      ),
      components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
    })
    .parse(body);
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      ...described,
    })),
  );
  expect(new Set(calls.map((one) => one.operationId)).size).toBe(calls.length);
  for (const { name, path, parameters = [], responses } of calls) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const named = parameters.filter((one) => one.in === "path").map((one) => one.name);
    expect(named.toSorted(), name).toEqual(inPath.toSorted());
    expect(Object.keys(responses), name).toEqual(expect.arrayContaining(["401", "403", "422"]));
    expect(
      Object.keys(responses).some((code) => code.startsWith("2")),
      name,
    ).toBe(true);
  }
  // Every reference leads somewhere.
  const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    (match) => match[1],
  );
  for (const name of references) expect(Object.keys(document.components.schemas)).toContain(name);
  const promised = [
    "GET /api/v1/leads",
    "GET /api/v1/leads/{id}",
    "GET /api/v1/leads/{id}/score",
    "POST /api/v1/leads/{id}/stage",
    "GET /api/v1/segments",
    "PUT /api/v1/segments/{key}",
    "GET /api/v1/sheets",
    "GET /api/v1/sheets/{key}",
    "PUT /api/v1/sheets/{key}/draft",
    "POST /api/v1/sheets/{key}/preview",
    "POST /api/v1/sheets/{key}/approve",
    "POST /api/v1/sources",
    "GET /api/v1/rejected-events",
    "GET /api/v1/queue",
    "POST /api/v1/handovers/{id}/accept",
    "POST /api/v1/handovers/{id}/reject",
    "POST /api/v1/imports",
    "GET /api/v1/imports/{id}",
  ];
  expect(calls.map((one) => one.name)).toEqual(expect.arrayContaining(promised));
});
