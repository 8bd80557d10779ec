import { gzipSync } from "node:zlib";
import { Random } from "../../bench/data/random.ts";
import { createWorkspace } from "../../db/testing/factories.ts";
import { basic } from "../contract.ts";
import { watchMemory } from "./memory.ts";
import { mutated } from "./mutate.ts";
import { expect, test } from "./own.ts";

const BODIES = 10_000;
const AT_ONCE = 16;
/** A process of Next with its caches has some 250 MB; what messages may add is bounded by lib/collector/admission.ts. */
const MOST_MEGABYTES = 900;

async function inParallel<T>(count: number, work: (n: number) => Promise<T>): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

test(`${BODIES} random malformed bodies are answered without a 5xx, and memory stays bounded`, async ({
  own,
}) => {
  const random = new Random(4);
  using memory = watchMemory(own.server.pid);
  const statuses = new Map<number, number>();
  const calls = ["batch", "batch", "batch", "track", "identify", "page", "alias", "group", "b", "t"];
  await inParallel(BODIES, async () => {
    const body = mutated(random);
    const answer = await fetch(`${own.server.url}/v1/${random.pick(calls)}`, {
      method: "POST",
      headers: basic(own.writeKey),
      body: random.below(10) === 0 ? new Uint8Array(gzipSync(body)) : new Uint8Array(body),
    });
    await answer.arrayBuffer();
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  });
  expect([...statuses.keys()].filter((status) => ![200, 400, 413].includes(status))).toEqual([]);
  expect(statuses.get(200)).toBeGreaterThan(BODIES / 10);
  expect(statuses.get(400)).toBeGreaterThan(BODIES / 10);
  expect(memory.peak()).toBeLessThan(MOST_MEGABYTES);
  expect(own.server.alive()).toBe(true);
});

test("200 gzip bombs at once are refused one by one, and memory stays bounded", async ({ own }) => {
  const bomb = new Uint8Array(gzipSync(Buffer.alloc(200_000_000, " ")));
  expect(bomb.length).toBeLessThan(300_000);
  using memory = watchMemory(own.server.pid);
  const answers = await Promise.all(
    Array.from({ length: 200 }, () =>
      fetch(`${own.server.url}/v1/batch`, { method: "POST", headers: basic(own.writeKey), body: bomb }),
    ),
  );
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([413]));
  expect(memory.peak()).toBeLessThan(MOST_MEGABYTES);
});

test("one noisy tenant does not keep another one waiting", async ({ own }) => {
  const url = `${own.server.url}/v1/batch`;
  const quietKey = await own.newKey(await createWorkspace());
  const send = async (key: string, messages: number) => {
    const batch = Array.from({ length: messages }, (_, n) => ({
      type: "track",
      userId: `u${n}`,
      event: "Seen",
    }));
    const started = performance.now();
    const answer = await fetch(url, { method: "POST", headers: basic(key), body: JSON.stringify({ batch }) });
    await answer.arrayBuffer();
    return { status: answer.status, ms: performance.now() - started };
  };
  await send(own.writeKey, 1);
  await send(quietKey, 1);
  let noisy = true;
  const noise = Promise.all(
    Array.from({ length: 60 }, async () => {
      while (noisy) expect([200, 429]).toContain((await send(own.writeKey, 50)).status);
    }),
  );
  const quiet: number[] = [];
  for (let n = 0; n < 30; n++) {
    const { status, ms } = await send(quietKey, 1);
    expect(status).toBe(200);
    quiet.push(ms);
  }
  const loud = await send(own.writeKey, 50);
  noisy = false;
  await noise;
  quiet.sort((a, b) => a - b);
  // Without a share of its own it would wait behind sixty batches, as the loud one does.
  expect(quiet[Math.floor(quiet.length * 0.95)]).toBeLessThan(Math.max(2_000, loud.ms));
});
