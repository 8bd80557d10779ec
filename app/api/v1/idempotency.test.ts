import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { PUT as putSegment } from "#app/api/v1/segments/[key]/route.ts";
import { POST as createSource } from "#app/api/v1/sources/route.ts";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember, unique } from "#db/testing/factories.ts";
import type { Context } from "#lib/context.ts";
import { forgetIdempotencyKeys } from "#lib/http/forget-idempotency-keys.ts";
import { once } from "#lib/http/idempotency.ts";
import { createToken } from "#lib/tokens/create-token.ts";

useTestDatabase();

async function admin(): Promise<TestMember & { token: string }> {
  const member = await createMember(await createWorkspace(), "admin");
  return { ...member, token: (await createToken(member.ctx, { name: "t" })).token };
}

const call = (token: string, key: string, name: string) =>
  createSource(
    new Request("http://localhost/api/v1/sources", {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "idempotency-key": key },
      body: JSON.stringify({ name }),
    }),
    { params: Promise.resolve({}) },
  );

const put = (token: string, headers: Record<string, string>, name: string, key = "spain") =>
  putSegment(
    new Request(`http://localhost/api/v1/segments/${key}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${token}`, ...headers },
      body: JSON.stringify({ name, when: { all: [] } }),
    }),
    { params: Promise.resolve({ key }) },
  );

const count = (ctx: Context, table: "sources" | "segments" | "idempotency_keys") =>
  inWorkspace(ctx.workspaceId, async (tx) => {
    const found = await tx.$client.query<{ n: number }>(`select count(*)::int as n from ${table}`);
    return found.rows[0]?.n;
  });

/** A verb that makes a source of its own, and tells how often it ran. */
function maker(ctx: Context, name = unique("source")) {
  let runs = 0;
  const run = async () => {
    runs++;
    await inWorkspace(ctx.workspaceId, (tx) =>
      tx.$client.query(
        "insert into sources (workspace_id, name, write_key_hash, prefix) values ($1, $2, $3, 'p')",
        [ctx.workspaceId, name, randomUUID().replaceAll("-", "")],
      ),
    );
    return { status: 201, body: JSON.stringify({ name }) };
  };
  return { run, runs: () => runs };
}

test("the same call with the same key is done once, and answered alike", async () => {
  const { ctx, token } = await admin();
  const key = randomUUID();
  const first = await put(token, { "idempotency-key": key }, "Spain");
  const again = await put(token, { "idempotency-key": key }, "Spain");
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(await again.text()).toBe(await first.text());
  expect(first.headers.get("idempotent-replayed")).toBeNull();
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  expect(await count(ctx, "segments")).toBe(1);
});

test("the same key with other input is refused, and so is a key that is no key", async () => {
  const { token } = await admin();
  const key = randomUUID();
  expect((await put(token, { "idempotency-key": key }, "Spain")).status).toBe(200);
  const other = await put(token, { "idempotency-key": key }, "France");
  expect(other.status).toBe(422);
  expect(await other.json()).toMatchObject({ error: { issues: [{ path: "idempotency-key" }] } });
  expect((await put(token, { "idempotency-key": key, "if-match": "7" }, "Spain")).status).toBe(422);
  expect((await put(token, { "idempotency-key": "two words" }, "Spain")).status).toBe(422);
  expect((await put(token, { "idempotency-key": "x".repeat(256) }, "Spain")).status).toBe(422);
});

test("a refused call leaves its key free", async () => {
  const { token, ctx } = await admin();
  const key = randomUUID();
  expect((await put(token, { "idempotency-key": key }, "")).status).toBe(422);
  expect(await count(ctx, "idempotency_keys")).toBe(0);
  expect((await put(token, { "idempotency-key": key }, "Spain")).status).toBe(200);
});

test("another member's key, or another workspace's, is another key", async () => {
  const [a, b] = [await admin(), await admin()];
  const key = randomUUID();
  expect((await put(a.token, { "idempotency-key": key }, "Spain")).status).toBe(200);
  const other = await put(b.token, { "idempotency-key": key }, "France");
  expect(other.status).toBe(200);
  expect(other.headers.get("idempotent-replayed")).toBeNull();
});

test("an answer that holds a secret is not stored", async () => {
  const { ctx, token } = await admin();
  const key = randomUUID();
  const first = await call(token, key, "Website");
  expect(first.status).toBe(201);
  const { write_key } = (await first.json()) as { write_key: string };
  const again = await call(token, key, "Website");
  expect(again.status).toBe(409);
  expect(await count(ctx, "sources")).toBe(1);
  const stored = await inWorkspace(ctx.workspaceId, (tx) =>
    tx.$client.query("select k::text as text from idempotency_keys k"),
  );
  expect(JSON.stringify(stored.rows)).not.toContain(write_key);
});

test("of twenty calls at once one is done; the others are answered alike or told to ask again", async () => {
  const { ctx, memberId } = await admin();
  const made = maker(ctx);
  const named = { key: randomUUID(), fingerprint: "f", secret: false };
  const all = await Promise.allSettled(
    Array.from({ length: 20 }, () => once(ctx, memberId, named, made.run)),
  );
  expect(made.runs()).toBe(1);
  expect(await count(ctx, "sources")).toBe(1);
  for (const one of all)
    if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "conflict" });
  expect(await once(ctx, memberId, named, made.run)).toMatchObject({ status: 201, replayed: true });
});

test("what died after its commit is not done again; what died before it is", async () => {
  const { ctx, memberId } = await admin();
  const dead = () =>
    inWorkspace(ctx.workspaceId, (tx) =>
      tx.$client.query(
        "update idempotency_keys set claimed_at = claimed_at - interval '3 minutes' where status is null",
      ),
    );
  const after = { key: randomUUID(), fingerprint: "f", secret: false };
  const made = maker(ctx);
  const died = once(ctx, memberId, after, async () => {
    await made.run();
    throw new Error("the process ends here");
  });
  await expect(died).rejects.toThrow("ends here");
  await expect(once(ctx, memberId, after, made.run)).rejects.toMatchObject({ code: "conflict" });
  await dead();
  await expect(once(ctx, memberId, after, made.run)).rejects.toThrow(/answer was lost/);
  expect(made.runs()).toBe(1);

  const before = { key: randomUUID(), fingerprint: "f", secret: false };
  let goOn = () => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const slow = maker(ctx);
  const stuck = once(ctx, memberId, before, async () => {
    await held;
    return slow.run();
  });
  await expect.poll(() => count(ctx, "idempotency_keys")).toBe(2);
  await dead();
  expect(await once(ctx, memberId, before, slow.run)).toMatchObject({ status: 201, replayed: false });
  // The one that was taken for dead wakes up: its transaction must not commit a second time.
  goOn();
  await expect(stuck).rejects.toMatchObject({ code: "conflict" });
  expect(await count(ctx, "sources")).toBe(2);
});

test("keys are forgotten after a day", async () => {
  const { ctx, memberId } = await admin();
  const made = maker(ctx);
  const named = { key: randomUUID(), fingerprint: "f", secret: false };
  await once(ctx, memberId, named, made.run);
  await forgetIdempotencyKeys();
  expect(await count(ctx, "idempotency_keys")).toBe(1);
  await inWorkspace(ctx.workspaceId, (tx) =>
    tx.$client.query("update idempotency_keys set claimed_at = claimed_at - interval '25 hours'"),
  );
  await forgetIdempotencyKeys();
  expect(await count(ctx, "idempotency_keys")).toBe(0);
});
