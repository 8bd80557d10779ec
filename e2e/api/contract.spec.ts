import { randomUUID } from "node:crypto";
import { z } from "zod";
import { unique } from "../../db/testing/factories.ts";
import type { Caller } from "../caller.ts";
import {
  activate,
  ceo,
  collector,
  expectAnswer,
  field,
  INSTANT,
  NUMBER,
  refusal,
  TEXT,
  text,
  visit,
} from "../contract.ts";
import { CONTENT, changedContent, EVERYONE } from "../contract-sheet.ts";
import { expect, test } from "../fixtures.ts";

/** CONTRACT: the names and shapes that programs rely on, asked of the running server with tokens of real members. */

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
}) => {
  const { marketer } = await activate(team);
  const collect = await collector(team);
  const before = new Date().toISOString();
  const email = `${unique("ana")}@example.test`;
  const messages = [
    ceo("crm/1", email),
    visit("crm/1"),
    { type: "track", userId: "crm/1", messageId: randomUUID() },
  ];
  for (let times = 0; times < 2; times++) await collect(messages);

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

  // The message without an event did not sink its batch: it is kept with its reason, once, though it came twice.
  const rejected = await marketer.get("/api/v1/rejected-events");
  expectAnswer(rejected, 200, {
    items: [{ id: NUMBER, received_at: INSTANT, reason: expect.stringContaining("event"), payload: TEXT }],
  });
});

test("the list pages by cursor, a hot lead waits in the queue, and is accepted or rejected once", async ({
  team,
}) => {
  const { marketer, sales } = await activate(team);
  const manager = await team.caller("manager");
  const collect = await collector(team);
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
}) => {
  const { sales } = await activate(team);
  const collect = await collector(team);
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
