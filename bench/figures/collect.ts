import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { inWorkspace } from "#db/client.ts";
import { freePort } from "#db/embedded/ports.ts";
import { createMember } from "#db/testing/factories.ts";
import { ensureBuild } from "#lib/runtime/build.ts";
import { exitOf, spawnNext } from "#lib/runtime/next-process.ts";
import { createSource } from "#lib/sources/create-source.ts";
import { alternate, seconds } from "../alternate.ts";
import { ACTIVITIES, NAME_TABLE } from "../data/activities.ts";
import { Random } from "../data/random.ts";
import type { BenchWorkspace } from "../data/workspaces.ts";
import type { Figure } from "../report.ts";

const CONNECTIONS = 8;
const BATCH = 100;
const PORT = 3107;
const START_TIMEOUT_MS = 60_000;

/** Runs `work` once for each item, `CONNECTIONS` at a time. */
async function inParallel<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const one = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
}

type Happening = { lead: number; activity: number; messageId: string };

/** Batches of events of leads and activities that exist. */
function makeBatches(random: Random, leads: number, batches: number): Happening[][] {
  return Array.from({ length: batches }, () =>
    Array.from({ length: BATCH }, () => {
      const { first, count } = random.pick(NAME_TABLE);
      return {
        lead: random.below(leads),
        activity: first + random.skewed(count, 2.5),
        messageId: random.uuid(),
      };
    }),
  );
}

function toBody(batch: Happening[], at: string): string {
  return JSON.stringify({
    sentAt: at,
    batch: batch.map(({ lead, activity, messageId }) => ({
      type: "track",
      messageId,
      userId: `user-${lead}`,
      event: ACTIVITIES[activity]?.name,
      properties: ACTIVITIES[activity]?.properties,
      timestamp: at,
    })),
  });
}

/** The built app on a port of its own, without the job worker. */
async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  process.env.NEXT_DIST_DIR ??= ".next-bench";
  await ensureBuild();
  const port = await freePort(PORT);
  const child = spawnNext(["start", "--port", String(port), "--hostname", "127.0.0.1"], {
    NODE_ENV: "production",
    HOTSHEET_WORKER: "off",
    LOG_LEVEL: "error",
    AUTH_SECRET: randomBytes(32).toString("hex"),
  });
  const ended = exitOf(child);
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < deadline && child.exitCode === null) {
    const ready = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1_000) }).catch(() => null);
    if (ready?.ok) return { url, stop };
    await delay(50);
  }
  await stop();
  throw new Error("the server did not become ready");
}

/** What an insert of events costs by itself: one statement and one transaction a batch, keys and indexes included. */
async function insertBare(
  { workspaceId, firstLead }: BenchWorkspace,
  batch: Happening[],
  ids: number[],
): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx.$client.query(
      `insert into events (workspace_id, lead_id, occurred_at, activity_id, message_id)
       select $1, e.* from unnest($2::bigint[], $3::timestamptz[], $4::integer[], $5::uuid[]) as e`,
      [
        workspaceId,
        batch.map((e) => firstLead + e.lead),
        batch.map(() => new Date()),
        batch.map((e) => ids[e.activity]),
        batch.map((e) => e.messageId),
      ],
    ),
  );
}

async function idsOfActivities(workspaceId: number): Promise<number[]> {
  const found = await inWorkspace(workspaceId, (tx) =>
    tx.$client.query<{ id: number; hash: string }>(
      "select id, hash from activities where workspace_id = $1",
      [workspaceId],
    ),
  );
  const ids = new Map(found.rows.map((row) => [row.hash, row.id]));
  return ACTIVITIES.map((activity) => ids.get(activity.hash) ?? 0);
}

/** Events per second through POST /v1/batch of the built app, against bare inserts with as many connections. */
export async function benchCollect(large: BenchWorkspace, rounds: number): Promise<Figure> {
  const { ctx } = await createMember(large.workspaceId, "admin");
  const { write_key } = await createSource(ctx, { name: "Bench" });
  const ids = await idsOfActivities(large.workspaceId);
  const random = new Random(4);
  const batches = Math.max(CONNECTIONS, Math.min(200, Math.floor(large.leads / 250)));
  const events = batches * BATCH;
  const server = await startServer();
  const post = async (body: string) => {
    const answer = await fetch(`${server.url}/v1/batch`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${write_key}:`).toString("base64")}` },
      body,
    });
    if (!answer.ok) throw new Error(`the collector answered ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  const figure = async () => {
    const at = new Date().toISOString();
    const bodies = makeBatches(random, large.leads, batches).map((batch) => toBody(batch, at));
    return events / (await seconds(() => inParallel(bodies, post)));
  };
  const floor = async () => {
    const made = makeBatches(random, large.leads, batches);
    return events / (await seconds(() => inParallel(made, (batch) => insertBare(large, batch, ids))));
  };
  try {
    await inParallel(
      makeBatches(random, large.leads, CONNECTIONS).map((b) => toBody(b, new Date().toISOString())),
      post,
    );
    return {
      name: "collect",
      ...(await alternate(rounds, floor, figure)),
      unit: "events/s",
      target: { of: "ratio", least: 0.5, most: null },
      note: `batches of ${BATCH} over ${CONNECTIONS} connections, scored before the answer`,
    };
  } finally {
    await server.stop();
  }
}
