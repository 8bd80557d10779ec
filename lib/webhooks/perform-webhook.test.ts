import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { resetEnv } from "../env.ts";
import { allowOutbound, type Receiver, startReceiver } from "../outbound/testing.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { performWebhook } from "./perform-webhook.ts";
import { runOf } from "./run-testing.ts";
import { deliver, endpointAt } from "./testing.ts";
import { updateEndpoint } from "./update-endpoint.ts";

useTestDatabase();

let ws = 0;
let admin: TestMember;
let receiver: Receiver;

beforeEach(async () => {
  ws = await createWorkspace();
  admin = await createMember(ws, "admin");
  receiver = await startReceiver();
  vi.stubEnv("AUTH_URL", "https://score.example.com/app");
  allowOutbound("127.0.0.0/8");
});
afterEach(async () => {
  await receiver.close();
  vi.unstubAllEnvs();
  resetEnv();
});

const action = (endpoint: string, on: "enter" | "leave" = "enter") =>
  ({ kind: "webhook", key: "tell", on, endpoint }) as const;

test("a run sends the lead, its score and its top reasons, once however often it is performed", async () => {
  const { key } = await endpointAt(admin.ctx, receiver.url);
  const run = await runOf(ws, action(key));
  const outcomes = await Promise.all([1, 2].map(() => inWorkspace(ws, (tx) => performWebhook(tx, run))));
  expect(outcomes.map(({ state }) => state)).toEqual(["done", "done"]);
  await deliver(ws);
  expect(receiver.received).toHaveLength(1);
  const event = JSON.parse(receiver.received[0]?.body ?? "");
  expect(event).toMatchObject({
    type: "lead.group_entered",
    timestamp: run.at.toISOString(),
    data: {
      lead: { id: run.leadId, name: "Ada Lovelace" },
      sheet: { key: run.sheet.key, name: "Cars" },
      version: 1,
      group: { key: "hot", name: "Hot" },
      score: 30,
      reasons: [
        { rule: "title", name: "Job title", points: 20 },
        { rule: "pricing", name: "Visited pricing", points: 10 },
      ],
      url: `https://score.example.com/leads/${run.leadId}`,
    },
  });
  expect(event.data.lead.email).toMatch(/@example\.test$/);
  expect(event.data.lead.external_ids).toHaveLength(1);
});

test("leaving says so", async () => {
  const { key } = await endpointAt(admin.ctx, receiver.url);
  const run = await runOf(ws, action(key, "leave"));
  await inWorkspace(ws, (tx) => performWebhook(tx, run));
  await deliver(ws);
  expect(JSON.parse(receiver.received[0]?.body ?? "").type).toBe("lead.group_left");
});

test("a channel of Slack is sent a text in which a lead's name calls nobody", async () => {
  const { key } = await endpointAt(admin.ctx, receiver.url, "slack");
  const run = await runOf(ws, action(key), { name: "<!channel> & <https://evil.test|Ada>" });
  await inWorkspace(ws, (tx) => performWebhook(tx, run));
  await deliver(ws);
  const [received] = receiver.received;
  expect(received?.headers["webhook-signature"]).toBeUndefined();
  const { text } = JSON.parse(received?.body ?? "");
  expect(text).toContain(
    "*&lt;!channel&gt; &amp; &lt;https://evil.test|Ada&gt;* entered Hot with 30 points (Cars, version 1)",
  );
  expect(text).toContain("• Job title: +20");
  expect(text).toContain(`<https://score.example.com/leads/${run.leadId}|Open the lead>`);
});

test("an endpoint that is not there or disabled, and a lead that objects, are skipped with the reason", async () => {
  const { key } = await endpointAt(admin.ctx, receiver.url);
  const perform = async (name: string, objects = false) => {
    const run = await runOf(ws, action(name));
    return inWorkspace(ws, async (tx) => {
      if (objects) await tx.$client.query("update leads set objected_at = now() where id = $1", [run.leadId]);
      return performWebhook(tx, run);
    });
  };
  expect(await perform("nowhere")).toEqual({ state: "skipped", why: "unknown_endpoint" });
  expect(await perform(key, true)).toEqual({ state: "skipped", why: "objected" });
  await updateEndpoint(admin.ctx, { key, disabled: true });
  expect(await perform(key)).toEqual({ state: "skipped", why: "endpoint_disabled" });
});

test("erasing a lead takes the messages about it along", async () => {
  const { key } = await endpointAt(admin.ctx, receiver.url);
  const run = await runOf(ws, action(key));
  await inWorkspace(ws, (tx) => performWebhook(tx, run));
  expect((await listDeliveries(admin.ctx, { key, limit: 10 })).items).toHaveLength(1);
  await inWorkspace(ws, (tx) => tx.$client.query("delete from events where workspace_id = $1", [ws]));
  await inWorkspace(ws, (tx) => tx.$client.query("delete from leads where workspace_id = $1", [ws]));
  expect((await listDeliveries(admin.ctx, { key, limit: 10 })).items).toEqual([]);
});
