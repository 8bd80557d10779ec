import { expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, unique } from "#db/testing/factories.ts";
import { countActivities } from "../events/count-activities.ts";
import { writeEvents } from "../events/write.ts";
import { createLeads } from "../sheets/testing.ts";
import { listVocabulary } from "./list-vocabulary.ts";
import { listVocabularyOperation } from "./operations.ts";

useTestDatabase();

const ask = (query: Record<string, unknown>) => listVocabularyOperation.query.parse(query) as never;

async function setUp() {
  const workspaceId = await createWorkspace();
  const { ctx } = await createMember(workspaceId, "marketer");
  const ids = await createLeads(workspaceId, [
    { attributes: { country: "Spain", size: 10, tags: ["a", "b"], address: { city: "Madrid" } } },
    { attributes: { country: "Spain", tags: ["b"] } },
    { attributes: { country: "Mexico", size: 10, "address.city": "Puebla" } },
  ]);
  const events = ids.flatMap((leadId, n) =>
    ["/pricing", "/pricing", "/blog"].slice(0, n + 1).map((path) => ({
      leadId,
      name: path === "/blog" ? "post_read" : "page_viewed",
      occurredAt: new Date(Date.now() - 60_000),
      messageId: unique("message"),
      properties: { path, seconds: 30, context: undefined },
    })),
  );
  await inWorkspace(workspaceId, (tx) => writeEvents(tx, workspaceId, events, {}));
  return { ctx, ask: (query: Record<string, unknown>) => listVocabulary(ctx, ask(query)) };
}

it("names events and properties by how often they came, once that is counted", async () => {
  const { ask } = await setUp();
  expect(await ask({ kind: "event" })).toEqual({
    words: [
      { value: "page_viewed", count: null },
      { value: "post_read", count: null },
    ],
    sampled: null,
  });
  await countActivities();
  expect((await ask({ kind: "event" })).words).toEqual([
    { value: "page_viewed", count: 5 },
    { value: "post_read", count: 1 },
  ]);
  expect((await ask({ kind: "property", event: "post_read" })).words).toEqual([
    { value: "path", count: 1 },
    { value: "seconds", count: null },
  ]);
  expect((await ask({ kind: "event", q: "READ" })).words).toEqual([{ value: "post_read", count: 1 }]);
});

it("values of a property come from the dictionary, those of numbers from events of the newest leads", async () => {
  const { ask } = await setUp();
  await countActivities();
  expect(await ask({ kind: "property_value", field: "path" })).toEqual({
    words: [
      { value: "/pricing", count: 5 },
      { value: "/blog", count: 1 },
    ],
    sampled: null,
  });
  expect((await ask({ kind: "property_value", field: "path", event: "post_read" })).words).toEqual([
    { value: "/blog", count: 1 },
  ]);
  expect(await ask({ kind: "property_value", field: "seconds", event: "page_viewed" })).toEqual({
    words: [{ value: "30", count: 5 }],
    sampled: 2000,
  });
});

it("attributes and their values are counted in leads: numbers, each item of a list, and what is nested", async () => {
  const { ask } = await setUp();
  const words = async (query: Record<string, unknown>) =>
    (await ask(query)).words.map(({ value, count }) => `${value} ${count}`);
  expect(await words({ kind: "attribute" })).toEqual([
    "country 3",
    "size 2",
    "tags 2",
    "address 1",
    "address.city 1",
  ]);
  expect(await words({ kind: "attribute_value", field: "country" })).toEqual(["Spain 2", "Mexico 1"]);
  expect(await words({ kind: "attribute_value", field: "size" })).toEqual(["10 2"]);
  expect(await words({ kind: "attribute_value", field: "tags" })).toEqual(["b 2", "a 1"]);
  expect(await words({ kind: "attribute_value", field: "address.city" })).toEqual(["Madrid 1", "Puebla 1"]);
  expect(await words({ kind: "attribute_value", field: "country", q: "sp" })).toEqual(["Spain 2"]);
  expect(await words({ kind: "attribute_value", field: "nothing" })).toEqual([]);
});

it("quotes, percent signs and braces are only looked for, and nothing of another workspace is found", async () => {
  await setUp();
  const stranger = await createMember(await createWorkspace(), "admin");
  for (const q of ["'", "%", "{}", "\\", "--"]) {
    for (const kind of ["event", "attribute"]) {
      expect((await listVocabulary(stranger.ctx, ask({ kind, q }))).words).toEqual([]);
    }
    const query = { kind: "attribute_value", field: q, q };
    expect((await listVocabulary(stranger.ctx, ask(query))).words).toEqual([]);
  }
  expect((await listVocabulary(stranger.ctx, ask({ kind: "event" }))).words).toEqual([]);
  expect(listVocabularyOperation.query.safeParse({ kind: "attribute_value" }).success).toBe(false);
});
