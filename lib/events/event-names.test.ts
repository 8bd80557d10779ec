import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { writeLeads } from "../leads/write.ts";
import { createActiveSheet, SMALL_SHEET } from "../scores/testing.ts";
import { createSource } from "../sources/create-source.ts";
import { countActivities } from "./count-activities.ts";
import { getEventName } from "./get-event-name.ts";
import { listEventNames } from "./list-event-names.ts";
import { writeEvents } from "./write.ts";

useTestDatabase();

let ws = 0;
let ana: TestMember;
let sourceId = 0;
const START = Date.UTC(2026, 0, 1);

async function store(name: string, properties: Record<string, unknown>, times: number, source?: number) {
  await inWorkspace(ws, async (tx) => {
    const [lead] = await writeLeads(tx, ws, [{ externalId: "ana", attributes: {}, knownAt: new Date() }]);
    const inputs = Array.from({ length: times }, (_, n) => ({
      leadId: lead?.leadId ?? 0,
      name,
      occurredAt: new Date(START + n * 60_000),
      messageId: randomUUID(),
      properties,
    }));
    await writeEvents(tx, ws, inputs, source === undefined ? {} : { sourceId: source });
  });
}

beforeAll(async () => {
  ws = await createWorkspace();
  ana = await createMember(ws, "marketer");
  sourceId = (await createSource((await createMember(ws, "admin")).ctx, { name: "Website" })).id;
  const [pricing] = SMALL_SHEET.rules ?? [];
  const chat = { key: "chat", name: "Chat", category: "all", kind: "behaviour", points: 5 } as const;
  if (!pricing) throw new Error("the small sheet has a rule");
  await createActiveSheet(ws, {
    content: { ...SMALL_SHEET, rules: [pricing, { ...chat, event: "chat_started", where: null }] },
  });
  await store("page_viewed", { path: "/pricing", seconds: 3 }, 5, sourceId);
  await store("page_viewed", { path: "/" }, 2);
  await store("opened", {}, 3);
  await store("closed", {}, 3);
});

test("names come most frequent first, with when, whence and which rules count them", async () => {
  const { items, live } = await listEventNames(ana.ctx, { limit: 50 });
  expect(live).toBe(true);
  expect(items.map(({ name, events }) => [name, events])).toEqual([
    ["page_viewed", 7],
    ["closed", 3],
    ["opened", 3],
  ]);
  expect(items[0]).toMatchObject({
    first_at: "2026-01-01T00:00:00.000Z",
    last_at: "2026-01-01T00:04:00.000Z",
    sources: [{ id: sourceId, name: "Website" }],
    rules: [{ rule: { key: "pricing", name: "Visited pricing" }, version: 1, state: "active" }],
  });
});

test("rules whose event never came are named", async () => {
  const { missing } = await listEventNames(ana.ctx, { limit: 50 });
  expect(missing).toMatchObject([{ name: "chat_started", rules: [{ rule: { key: "chat", name: "Chat" } }] }]);
});

test("pages follow each other without gaps, and a search takes its own signs literally", async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listEventNames(ana.ctx, { limit: 1, cursor });
    seen.push(...page.items.map((item) => item.name));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(["page_viewed", "closed", "opened"]);
  expect((await listEventNames(ana.ctx, { limit: 5, q: "PAGE_" })).items).toHaveLength(1);
  expect((await listEventNames(ana.ctx, { limit: 5, q: "%" })).items).toEqual([]);
});

test("an event's properties come with their values; what is not counted is said to vary", async () => {
  expect(await getEventName(ana.ctx, { name: "page_viewed" })).toEqual({
    name: "page_viewed",
    properties: [
      {
        name: "path",
        varied: false,
        different: 2,
        values: [
          { value: "/pricing", events: 5 },
          { value: "/", events: 2 },
        ],
      },
      { name: "seconds", varied: true, different: 0, values: [] },
    ],
  });
  const stranger = await createMember(await createWorkspace(), "admin");
  await expect(getEventName(stranger.ctx, { name: "page_viewed" })).rejects.toMatchObject({ status: 404 });
});

test("the hourly count keeps the same figures for workspaces too large to count when asked", async () => {
  await countActivities();
  const found = await inWorkspace(ws, (tx) =>
    tx.$client.query(
      `select events, first_at, last_at, source_ids from activities
       where name = 'page_viewed' and properties->>'path' = '/pricing'`,
    ),
  );
  expect(found.rows).toEqual([
    {
      events: "5",
      first_at: new Date(START),
      last_at: new Date(START + 4 * 60_000),
      source_ids: [String(sourceId)],
    },
  ]);
});
