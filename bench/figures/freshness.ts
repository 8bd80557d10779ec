import { setTimeout as delay } from "node:timers/promises";
import { createMember } from "#db/testing/factories.ts";
import { streamMessageSchema } from "#lib/live/messages.ts";
import { queueSchema } from "#lib/queue/schemas.ts";
import { createSource } from "#lib/sources/create-source.ts";
import { createToken } from "#lib/tokens/create-token.ts";
import { seconds } from "../alternate.ts";
import { Random } from "../data/random.ts";
import type { BenchWorkspace } from "../data/workspaces.ts";
import type { Figure } from "../report.ts";
import { CONNECTIONS, inParallel, poster, startServer } from "../server.ts";
import { makeBatches, toBody } from "./collect.ts";

const PROBES = 40;
const BATCH = 100;
const SLOWEST_MS = 30_000;
const SECTIONS = ["pricing", "product", "docs", "blog", "customers", "careers", "compare", "integrations"];

/** The 95th of a hundred. */
function p95(list: number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}

/** One batch that makes a new lead hot: a profile that fits, and the first page of every section. */
function hotLead(random: Random): { email: string; body: string } {
  const userId = `probe-${random.uuid()}`;
  const email = `${userId}@example.com`;
  const at = { userId, timestamp: new Date().toISOString() };
  const traits = {
    email,
    title: "CEO",
    employees: 5_000,
    country: "ES",
    industry: "health",
    lead_source: "event",
  };
  const visits = SECTIONS.map((section) => ({
    ...at,
    type: "page",
    messageId: random.uuid(),
    properties: { path: `/${section}/0` },
  }));
  const batch = [{ ...at, type: "identify", messageId: random.uuid(), traits }, ...visits];
  return { email, body: JSON.stringify({ batch, sentAt: new Date().toISOString() }) };
}

/** A client as the queue page is one: hears that hand-overs were made, and fetches the queue. */
async function watchQueue(url: string, token: string) {
  const headers = { authorization: `Bearer ${token}` };
  const stopped = new AbortController();
  const waiting = new Map<string, () => void>();
  let fetching: Promise<void> | undefined;
  const look = async () => {
    const answer = await fetch(`${url}/api/v1/queue?limit=50`, { headers });
    for (const { lead } of queueSchema.parse(await answer.json()).handovers)
      waiting.get(lead.email ?? "")?.();
  };
  /** One at a time; what is said meanwhile asks for another. */
  const lookSoon = () => {
    fetching = (fetching ?? Promise.resolve()).then(look);
  };
  const stream = await fetch(`${url}/api/v1/stream`, { headers, signal: stopped.signal });
  const read = async () => {
    let text = "";
    for await (const part of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += part;
      const frames = text.split("\n\n");
      text = frames.pop() ?? "";
      const kinds = frames.flatMap((frame) => {
        const data = /^data: (.*)$/m.exec(frame)?.[1];
        return data ? [streamMessageSchema.parse(JSON.parse(data)).kind] : [];
      });
      if (kinds.includes("queue")) lookSoon();
    }
  };
  const reading = read().catch((error) => {
    if (!stopped.signal.aborted) throw error;
  });
  return {
    /** Resolves when that lead has been seen in the queue. */
    seen: (email: string) =>
      new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error("a hot lead was not seen in the queue")), SLOWEST_MS);
        waiting.set(email, () => {
          clearTimeout(timer);
          waiting.delete(email);
          resolve();
        });
      }),
    async stop() {
      stopped.abort();
      await reading;
      await fetching;
    },
  };
}

/**
 * Milliseconds (95th of a hundred) from sending what makes a lead hot to having it in hand as a listening queue client,
 * under half of the load that the collector takes; against an empty POST under the same load.
 */
export async function benchFreshness(large: BenchWorkspace, rounds: number): Promise<Figure> {
  const admin = await createMember(large.workspaceId, "admin");
  const rep = await createMember(large.workspaceId, "sales");
  const { write_key } = await createSource(admin.ctx, { name: "Freshness" });
  const { token } = await createToken(rep.ctx, { name: "Freshness" });
  const random = new Random(7);
  const server = await startServer();
  try {
    const post = poster(server.url, write_key);
    const bodies = (count: number) =>
      makeBatches(random, large.leads, count).map((batch) => toBody(batch, new Date().toISOString()));
    await inParallel(bodies(CONNECTIONS), post);
    const burst = bodies(CONNECTIONS * 4);
    const rate = (burst.length * BATCH) / (await seconds(() => inParallel(burst, post)));
    const client = await watchQueue(server.url, token);
    const load = startLoad(post, bodies, rate / 2);
    const values: number[] = [];
    const floors: number[] = [];
    for (let probe = 0; probe < PROBES * rounds; probe++) {
      floors.push(1000 * (await seconds(() => post('{"batch":[]}'))));
      const { email, body } = hotLead(random);
      values.push(1000 * (await seconds(() => Promise.all([client.seen(email), post(body)]))));
    }
    await load.stop();
    await client.stop();
    return {
      name: "freshness",
      value: p95(values),
      floor: p95(floors),
      unit: "ms",
      target: { of: "value", least: null, most: 3_000 },
      note: `p95 of ${values.length}, sent until fetched by a listening queue, beside ${Math.round(rate / 2)} events/s; floor: an empty POST`,
    };
  } finally {
    await server.stop();
  }
}

/** Posts batches at an even pace, whatever the answers take. */
function startLoad(
  post: (body: string) => Promise<void>,
  bodies: (count: number) => string[],
  eventsPerSecond: number,
): { stop(): Promise<void> } {
  let running = true;
  const open = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const run = async () => {
    const started = performance.now();
    for (let n = 1; running; n++) {
      for (const body of bodies(1)) {
        const sent: Promise<void> = post(body)
          .catch((error) => void failures.push(error))
          .finally(() => open.delete(sent));
        open.add(sent);
      }
      await delay(Math.max(0, started + (n * BATCH * 1000) / eventsPerSecond - performance.now()));
    }
    await Promise.all(open);
  };
  const done = run();
  return {
    async stop() {
      running = false;
      await done;
      if (failures.length > 0) throw failures[0];
    },
  };
}
