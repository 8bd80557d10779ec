import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { receive } from "../collector/receive.ts";
import { liveHub, resetLive } from "../live/hub.ts";
import { createSource } from "./create-source.ts";
import { deleteSource } from "./delete-source.ts";
import { findSource } from "./find-source.ts";
import { listArrivals } from "./list-arrivals.ts";
import { listSources } from "./list-sources.ts";
import { rotateWriteKey } from "./rotate-write-key.ts";
import { updateSource } from "./update-source.ts";

useTestDatabase();

let ws = 0;
let admin: TestMember;

beforeEach(async () => {
  ws = await createWorkspace();
  admin = await createMember(ws, "admin");
});
afterEach(resetLive);

const send = async (writeKey: string, batch: object[]) => {
  const body = JSON.stringify({ writeKey, batch });
  const answer = await receive("batch", new Request("http://localhost/v1/batch", { method: "POST", body }));
  return answer.status;
};
const track = (event: string, properties: object = {}) => ({
  type: "track",
  anonymousId: "visitor-1",
  messageId: randomUUID(),
  event,
  properties,
});
const arrivals = (id: number, more: object = {}) =>
  listArrivals(admin.ctx, { id, refused: "false", limit: 50, ...more });

test("a rotated key works at once, and the one before only as long as was said", async () => {
  const { id, write_key: first } = await createSource(admin.ctx, { name: "Website" });
  const { write_key: second, previous_until } = await rotateWriteKey(admin.ctx, { id, keep_old_hours: 24 });
  expect(Date.parse(previous_until ?? "") - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
  for (const key of [second, first]) {
    expect(await findSource(key)).toMatchObject({ workspaceId: ws, sourceId: id });
    expect(await send(key, [track("opened")])).toBe(200);
  }
  await inWorkspace(ws, (tx) =>
    tx.$client.query("update sources set previous_until = now() - interval '1 second' where id = $1", [id]),
  );
  expect(await send(first, [track("opened")])).toBe(401);
  expect(await send(second, [track("opened")])).toBe(200);
  expect((await listSources(admin.ctx)).items).toMatchObject([{ id, previous_until: null }]);
});

test("a key that is rotated without overlap, and one from two rotations ago, are refused at once", async () => {
  const { id, write_key: first } = await createSource(admin.ctx, { name: "Website" });
  const { write_key: second } = await rotateWriteKey(admin.ctx, { id, keep_old_hours: 24 });
  const { write_key: third } = await rotateWriteKey(admin.ctx, { id, keep_old_hours: 0 });
  for (const gone of [first, second])
    await expect(findSource(gone)).rejects.toMatchObject({ code: "unauthenticated" });
  expect(await send(third, [track("opened")])).toBe(200);
});

test("a revoked source refuses every key until it is taken again; a deleted one for good, and its events stay", async () => {
  const { id, write_key } = await createSource(admin.ctx, { name: "Website" });
  expect(await send(write_key, [track("opened")])).toBe(200);
  await updateSource(admin.ctx, { id, disabled: true });
  expect(await send(write_key, [track("opened")])).toBe(401);
  await updateSource(admin.ctx, { id, disabled: false, name: "Shop" });
  expect(await send(write_key, [track("opened")])).toBe(200);
  expect((await listSources(admin.ctx)).items).toMatchObject([{ name: "Shop", disabled: false }]);
  await deleteSource(admin.ctx, { id });
  expect(await send(write_key, [track("opened")])).toBe(401);
  const kept = await inWorkspace(ws, (tx) => tx.$client.query("select 1 from events"));
  expect(kept.rowCount).toBe(2);
});

test("each source says when it was last heard, what came in 24 hours, and what was refused", async () => {
  const { id, write_key } = await createSource(admin.ctx, { name: "Website" });
  const silent = await createSource(admin.ctx, { name: "Silent" });
  await send(write_key, [track("opened"), track("closed"), { type: "track", anonymousId: "a" }]);
  expect((await listSources(admin.ctx)).items).toMatchObject([
    { id: silent.id, last_seen_at: null, events_24h: 0, refused_24h: 0 },
    { id, last_seen_at: expect.any(String), events_24h: 2, refused_24h: 1 },
  ]);
});

test("arrivals show what was taken and what was refused, with the reason, filtered as asked", async () => {
  const { id, write_key } = await createSource(admin.ctx, { name: "Website" });
  const other = await createSource(admin.ctx, { name: "Other" });
  await send(other.write_key, [track("elsewhere")]);
  await send(write_key, [
    track("opened", { plan: "team", seats: 3 }),
    track("closed"),
    { type: "track", anonymousId: "a", properties: { plan: "x" } },
  ]);
  const all = await arrivals(id);
  expect(all.items.map((one) => one.event).sort()).toEqual(["closed", "opened", "track"]);
  const opened = all.items.find((one) => one.event === "opened");
  expect(JSON.parse(opened?.message ?? "")).toMatchObject({ properties: { plan: "team", seats: 3 } });
  expect((await arrivals(id, { refused: "true" })).items).toMatchObject([
    { reason: "event: event is required", lead: null, occurred_at: null },
  ]);
  expect((await arrivals(id, { event: "OPEN" })).items).toMatchObject([{ event: "opened", reason: null }]);
  expect(await arrivals(id, { limit: 1 })).toMatchObject({ items: [{}], more: true });
  const stranger = await createMember(await createWorkspace(), "admin");
  await expect(listArrivals(stranger.ctx, { id, refused: "false", limit: 50 })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("only an administrator changes sources; a marketer reads them, sales and managers do not", async () => {
  const { id } = await createSource(admin.ctx, { name: "Website" });
  const marketer = await createMember(ws, "marketer");
  expect((await listSources(marketer.ctx)).items).toHaveLength(1);
  await expect(updateSource(marketer.ctx, { id, name: "Mine" })).rejects.toMatchObject({ status: 403 });
  await expect(rotateWriteKey(marketer.ctx, { id, keep_old_hours: 0 })).rejects.toMatchObject({
    status: 403,
  });
  await expect(deleteSource(marketer.ctx, { id })).rejects.toMatchObject({ status: 403 });
  for (const role of ["sales", "manager"] as const)
    await expect(listSources((await createMember(ws, role)).ctx)).rejects.toMatchObject({ status: 403 });
});

test("arrivals are announced at most once a second, to the roles that may see them", async () => {
  const { write_key } = await createSource(admin.ctx, { name: "Website" });
  await liveHub().started;
  const heard = { marketer: 0, sales: 0 };
  for (const role of ["marketer", "sales"] as const)
    liveHub().subscribe({
      workspaceId: ws,
      memberId: null,
      role,
      send: (message) => {
        if (message.kind === "arrivals") heard[role]++;
      },
      close: () => undefined,
    });
  const until = Date.now() + 1_500;
  let batches = 0;
  while (Date.now() < until) {
    await send(write_key, [track("opened")]);
    batches++;
  }
  expect(batches).toBeGreaterThan(10);
  await expect.poll(() => heard.marketer).toBeGreaterThan(0);
  expect(heard.marketer).toBeLessThanOrEqual(3);
  expect(heard.sales).toBe(0);
});

test("what was announced too soon after another is told a second later", async () => {
  const { write_key } = await createSource(admin.ctx, { name: "Website" });
  await liveHub().started;
  let heard = 0;
  const close = () => undefined;
  liveHub().subscribe({ workspaceId: ws, memberId: null, role: "admin", send: () => heard++, close });
  const beginning = heard;
  await send(write_key, [track("opened")]);
  await expect.poll(() => heard, { timeout: 3_000 }).toBe(beginning + 1);
  await send(write_key, [track("opened")]);
  await expect.poll(() => heard, { timeout: 3_000 }).toBe(beginning + 2);
});
