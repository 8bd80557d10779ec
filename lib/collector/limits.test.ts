import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { closePool, inWorkspace, pool } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { createSource } from "../sources/create-source.ts";
import { limitSource } from "../sources/limit-source.ts";
import { post } from "./testing.ts";

const { url } = useTestDatabase();

let workspaceId = 0;
let admin: TestMember;

beforeAll(async () => {
  workspaceId = await createWorkspace();
  admin = await createMember(workspaceId, "admin");
});

async function limitedKey(perMinute: number | null): Promise<string> {
  const source = await createSource(admin.ctx, { name: "Limited" });
  await limitSource(admin.ctx, { id: source.id, events_per_minute: perMinute });
  return source.write_key;
}

const message = { userId: "u", event: "Opened" };
const batchOf = (n: number) => ({ batch: Array.from({ length: n }, () => ({ ...message, type: "track" })) });

test("a hundred parallel tries get no more through than the source may send, whatever address they claim", async () => {
  const key = await limitedKey(60); // ten in a window of ten seconds
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      post("track", message, key, { "x-forwarded-for": `203.0.113.${n}`, origin: "https://shop.example" }),
    ),
  );
  const taken = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status === 429);
  expect(taken.length + refused.length).toBe(100);
  // The window may have turned once meanwhile.
  expect(taken.length).toBeGreaterThanOrEqual(10);
  expect(taken.length).toBeLessThanOrEqual(20);
  for (const { headers, body } of refused) {
    expect(Number(headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(Number(headers.get("retry-after"))).toBeLessThanOrEqual(10);
    expect(headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect(body).toMatchObject({ error: { code: "rate_limited" } });
  }
});

test("one source's limit is not another's, and each message of a batch counts", async () => {
  const [limited, free] = [await limitedKey(60), await limitedKey(null)];
  expect((await post("batch", batchOf(9), limited)).status).toBe(200);
  const statuses = [];
  for (let n = 0; n < 3; n++) statuses.push((await post("batch", batchOf(9), limited)).status);
  expect(statuses).toContain(429);
  expect((await post("batch", batchOf(2_000), free)).status).toBe(200);
});

test("a batch larger than what may be sent in a window gets through when nothing else has been sent", async () => {
  expect((await post("batch", batchOf(500), await limitedKey(60))).status).toBe(200);
});

test("the common count is asked for a portion, not for each batch", async () => {
  const key = await limitedKey(60_000);
  await post("track", message, key);
  const counted = async () =>
    (
      await pool().query<{ n: number }>(
        "select coalesce(sum(points), 0)::int as n from rate_limits where key like 'collect:%60000'",
      )
    ).rows[0]?.n ?? 0;
  const before = await counted();
  for (let n = 0; n < 50; n++) expect((await post("track", message, key)).status).toBe(200);
  expect(before).toBe(500);
  expect(await counted()).toBe(before);
});

test("only administrators set a limit, and only for their own sources", async () => {
  const source = await createSource(admin.ctx, { name: "Mine" });
  const stranger = await createMember(await createWorkspace(), "admin");
  const marketer = await createMember(workspaceId, "marketer");
  const input = { id: source.id, events_per_minute: 1 };
  await expect(limitSource(stranger.ctx, input)).rejects.toMatchObject({ status: 404 });
  await expect(limitSource(marketer.ctx, input)).rejects.toMatchObject({ status: 403 });
});

/** Holds a lock on a table of the collector's until `work` is done. */
async function whileLocked(work: () => Promise<void>): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    await tx.$client.query("lock table activities in access exclusive mode");
    await work();
  });
}

test("a table that is locked, a statement that takes too long and a pool without connections are 503, never 401", async () => {
  const key = await limitedKey(null);
  expect((await post("track", message, key)).status).toBe(200);
  await whileLocked(async () => {
    // Its own settings, so that the test need not wait as long as a server does.
    const hurried = "set lock_timeout = 200";
    pool().once("acquire", (client) => void client.query(hurried));
    const { status, headers } = await post("track", message, key);
    expect(status).toBe(503);
    expect(headers.get("retry-after")).toBe("2");
  });
  await closePool();
  const held = await Promise.all(Array.from({ length: 10 }, () => pool().connect()));
  const fresh = await post("track", message, "wk_a_key_that_was_never_looked_up");
  expect(fresh.status).toBe(503);
  for (const client of held) client.release();
  expect((await post("track", message, key)).status).toBe(200);
});

test("a connection that dies in the middle costs that call alone, which is told to come again", async () => {
  const key = await limitedKey(null);
  await post("track", message, key);
  await whileLocked(async () => {
    const waiting = post("track", message, key);
    const owner = new pg.Client({ connectionString: url() });
    await owner.connect();
    const kill = `select pg_terminate_backend(pid) from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()`;
    while ((await owner.query(kill)).rowCount === 0);
    await owner.end();
    expect((await waiting).status).toBe(503);
  });
  expect((await post("track", message, key)).status).toBe(200);
});
