import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Random } from "../../bench/data/random.ts";
import { createMember } from "../../db/testing/factories.ts";
import { rows, sheetByPoints, tell } from "../../lib/actions/testing.ts";
import { stopBoss } from "../../lib/jobs/boss.ts";
import { startReceiver } from "../../lib/outbound/testing.ts";
import { createActiveSheet } from "../../lib/scores/testing.ts";
import type { GroupAction } from "../../lib/scoring/group-actions.ts";
import { createEndpoint } from "../../lib/webhooks/create-endpoint.ts";
import { expect, pause, test } from "./own.ts";

const KILLS = 20;
const LEADS = 500;
const AT_ONCE = LEADS / KILLS;

const tier = (key: string, on: "enter" | "leave", value: string): GroupAction => ({
  ...{ key, on, kind: "set_attribute", attribute: "tier", value },
});
const stage = (key: string, on: "enter" | "leave", to: "mql" | "recycled"): GroupAction => ({
  ...{ key, on, kind: "set_stage", stage: to },
});
const ACTIONS = [
  tier("gold", "enter", "gold"),
  stage("mql", "enter", "mql"),
  tier("silver", "leave", "silver"),
  stage("recycle", "leave", "recycled"),
  { key: "hook", on: "enter", kind: "webhook", endpoint: "sms" } satisfies GroupAction,
];

const startWorker = (): ChildProcess =>
  spawn(process.execPath, ["scripts/worker.ts"], {
    stdio: "inherit",
    env: { ...process.env, LOG_LEVEL: "fatal" },
  });

async function kill(worker: ChildProcess): Promise<void> {
  const ended = once(worker, "exit");
  worker.kill("SIGKILL");
  await ended;
}

test(`the worker killed ${KILLS} times while ${LEADS} leads change groups: each action is done once, none is missing`, async ({
  own,
}) => {
  test.setTimeout(300_000);
  const ws = own.workspaceId;
  const receiver = await startReceiver();
  const { ctx } = await createMember(ws, "admin");
  await createEndpoint(ctx, { key: "sms", name: "SMS gateway", url: receiver.url, format: "standard" });
  await createActiveSheet(ws, { content: sheetByPoints({ actions: ACTIONS }) });
  const random = new Random(5);
  const move = (batch: number, points: number) =>
    tell(
      ws,
      Array.from({ length: AT_ONCE }, (_, n) => ({
        externalId: `lead-${batch * AT_ONCE + n}`,
        attributes: { points },
      })),
    );
  const ended = async () =>
    (await rows<{ n: number }>(ws, "select count(*)::int as n from action_runs where state <> 'waiting'"))[0]
      ?.n ?? 0;
  let interrupted = 0;
  for (let batch = 0; batch < KILLS; batch++) {
    const before = await ended();
    // Before the worker starts: it brings the schema up to date first, which waits for nobody's transactions for long.
    await move(batch, 20);
    const worker = startWorker();
    await expect.poll(ended, { intervals: [20], timeout: 30_000 }).toBeGreaterThan(before);
    const moving = batch > 0 ? move(batch - 1, 0) : undefined;
    await pause(random.below(150));
    await kill(worker);
    await moving;
    const waiting = await rows(ws, "select from action_runs where state = 'waiting'");
    if (waiting.length > 0) interrupted++;
  }
  await move(KILLS - 1, 0);
  const last = startWorker();
  await expect.poll(ended, { timeout: 60_000 }).toBe(LEADS * ACTIONS.length);
  // What a killed worker had begun to send is taken up again when its lease has run out.
  const undelivered = "select from webhook_deliveries where state <> 'delivered'";
  await expect.poll(async () => (await rows(ws, undelivered)).length, { timeout: 150_000 }).toBe(0);
  await kill(last);
  await stopBoss();
  await receiver.close();
  const heard = Map.groupBy(receiver.received, ({ headers }) => headers["webhook-id"] ?? "");
  expect(heard.size).toBe(LEADS);
  const told = [...heard.values()].map(
    (all) => new Set(all.map(({ body }) => JSON.parse(body).data.lead.id)),
  );
  expect(told.every((leads) => leads.size === 1)).toBe(true);
  expect(new Set(told.flatMap((leads) => [...leads])).size).toBe(LEADS);
  expect(interrupted).toBeGreaterThan(0);
  const counts = (sql: string) => rows<{ what: string; n: number; leads: number }>(ws, sql);
  const each = (...what: string[]) => what.map((one) => ({ what: one, n: LEADS, leads: LEADS }));
  expect(
    await counts(
      `select action_key || ' ' || state as what, count(*)::int as n, count(distinct lead_id)::int as leads
       from action_runs group by 1 order by 1`,
    ),
  ).toEqual(each("gold done", "hook done", "mql done", "recycle done", "silver done"));
  expect(
    await counts(
      `select value #>> '{}' as what, count(*)::int as n, count(distinct lead_id)::int as leads
       from lead_attributes where key = 'tier' group by 1 order by 1`,
    ),
  ).toEqual(each("gold", "silver"));
  expect(
    await counts(
      `select stage as what, count(*)::int as n, count(distinct lead_id)::int as leads
       from stage_history group by 1 order by 1`,
    ),
  ).toEqual(each("mql", "recycled"));
});
