import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { createSource } from "../sources/create-source.ts";
import { exportRejectedEvents } from "./export-rejected-events.ts";
import { listRejectedEvents } from "./list-rejected-events.ts";
import { replayRejectedEvents } from "./replay-rejected-events.ts";
import { post } from "./testing.ts";

useTestDatabase();

type Place = { workspaceId: number; admin: TestMember; writeKey: string };
let place: Place;

async function newPlace(): Promise<Place> {
  const workspaceId = await createWorkspace();
  const admin = await createMember(workspaceId, "admin");
  await createActiveSheet(workspaceId);
  return { workspaceId, admin, writeKey: (await createSource(admin.ctx, { name: "Website" })).write_key };
}

beforeAll(async () => {
  place = await newPlace();
});

const list = async ({ admin }: Place) => (await listRejectedEvents(admin.ctx, { limit: 200 })).items;

test("a refused message that is sent again is kept once, one without an id each time", async () => {
  const own = await newPlace();
  const batch = [
    { type: "track", userId: "a", messageId: "same" },
    { type: "track", userId: "a" },
  ];
  for (let n = 0; n < 3; n++) expect((await post("batch", { batch }, own.writeKey)).status).toBe(200);
  const kept = (await list(own)).map((item) => JSON.parse(item.payload) as { messageId?: string });
  expect(kept.map(({ messageId }) => messageId ?? null).sort()).toEqual([null, null, null, "same"]);
});

test("the payload is the message whole, what no database takes included", async () => {
  const own = await newPlace();
  const long = "x".repeat(300_000);
  const raw = `{"batch":[{"type":"track","userId":"a","event":"e","properties":{"n":1e400000,"m":-1e999,"t":"\\u0000\\ud800","long":"${long}"}}]}`;
  await post("batch", raw, own.writeKey);
  const lines = await (await exportRejectedEvents(own.admin.ctx, { format: "ndjson" })).text();
  const { payload } = JSON.parse(lines) as { payload: string };
  expect(JSON.parse(payload)).toEqual(JSON.parse(raw.slice(10, -2)));
});

test("they are downloaded as CSV that no spreadsheet runs, and as lines of JSON, however many they are", async () => {
  const own = await newPlace();
  const batch = Array.from({ length: 45 }, (_, n) =>
    n === 0 ? "=HYPERLINK(1)" : { type: "track", userId: `u${n}` },
  );
  await post("batch", { batch }, own.writeKey);
  await inWorkspace(own.workspaceId, (tx) =>
    tx.$client.query("update rejected_events set reason = '=1+1' where payload like '%HYPERLINK%'"),
  );
  const csv = await (await exportRejectedEvents(own.admin.ctx, { format: "csv" })).text();
  const rows = csv.trimEnd().split("\r\n");
  expect(rows[0]).toBe("id,source_id,received_at,reason,payload");
  expect(rows).toHaveLength(46);
  expect(rows.at(-1)).toContain(",'=1+1,");
  const ndjson = await (await exportRejectedEvents(own.admin.ctx, { format: "ndjson" })).text();
  expect(
    ndjson
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { id: number }).id),
  ).toEqual((await list(own)).map((item) => item.id));
});

test("a message put right counts once, with its id and as of when it came; what is still bad says why", async () => {
  const own = await newPlace();
  const messageId = randomUUID();
  const at = Date.now() - 3 * 86_400_000;
  const said = (ms: number) => new Date(ms + 86_400_000).toISOString();
  const [sentAt, timestamp] = [said(Date.now()), said(at)];
  const batch = [
    { type: "page", messageId, timestamp, properties: { path: "/pricing" } },
    { type: "track", userId: "u-2" },
  ];
  await post("batch", { batch, sentAt }, own.writeKey);
  const [still, nameless] = await list(own);
  const items = [
    { id: nameless?.id ?? 0, message: { ...batch[0], userId: "u-1", messageId: "another" } },
    { id: still?.id ?? 0, message: { ...batch[1], event: "x", properties: { t: "\u0000" } } },
    { id: 987_654_321 },
  ];
  expect(await replayRejectedEvents(own.admin.ctx, { items })).toEqual({
    accepted: 1,
    refused: 1,
    next: null,
  });
  expect(await replayRejectedEvents(own.admin.ctx, { items: items.slice(0, 1) })).toMatchObject({
    accepted: 0,
  });
  expect(await list(own)).toMatchObject([
    { id: still?.id, reason: "properties.t: contains a NUL character" },
  ]);
  const found = await inWorkspace(own.workspaceId, (tx) =>
    tx.$client.query<{ message_id: string; occurred_at: Date; received_at: Date; total: number }>(
      `select e.message_id, e.occurred_at, e.received_at, s.total from events e join scores s on s.lead_id = e.lead_id`,
    ),
  );
  expect(found.rows).toHaveLength(1);
  const [event] = found.rows;
  expect(event).toMatchObject({
    message_id: messageId,
    total: 10,
    received_at: new Date(nameless?.received_at ?? 0),
  });
  expect(Math.abs((event?.occurred_at.getTime() ?? 0) - at)).toBeLessThan(10_000);
});

test("all are taken again at once; two that do so at the same time count each once", async () => {
  const own = await newPlace();
  const batch = Array.from({ length: 30 }, () => ({
    type: "page",
    userId: "u",
    properties: { path: "/pricing" },
  }));
  await post("batch", { batch: batch.map((message) => ({ ...message, type: "pages" })) }, own.writeKey);
  // As if a release had learnt what it refused before.
  await inWorkspace(own.workspaceId, (tx) =>
    tx.$client.query("update rejected_events set payload = replace(payload, '\"pages\"', '\"page\"')"),
  );
  const both = await Promise.all([1, 2].map(() => replayRejectedEvents(own.admin.ctx, { all: true })));
  expect(both.map(({ accepted }) => accepted).reduce((a, b) => a + b)).toBe(30);
  const stored = await inWorkspace(own.workspaceId, (tx) => tx.$client.query("select 1 from events"));
  expect(stored.rows).toHaveLength(30);
  expect(await list(own)).toEqual([]);
});

test("another workspace's refused messages are neither found nor taken", async () => {
  await post("batch", { batch: [{ type: "track", userId: "mine" }] }, place.writeKey);
  const [mine] = await list(place);
  const stranger = (await newPlace()).admin.ctx;
  const items = [{ id: mine?.id ?? 0, message: { type: "track", userId: "theirs", event: "x" } }];
  expect(await replayRejectedEvents(stranger, { items })).toEqual({ accepted: 0, refused: 0, next: null });
  expect(await (await exportRejectedEvents(stranger, { format: "ndjson" })).text()).toBe("");
  expect(await list(place)).toHaveLength(1);
});
