import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "#db/embedded/ports.ts";
import { ensureBuild } from "#lib/runtime/build.ts";
import { exitOf, spawnNext } from "#lib/runtime/next-process.ts";

export const CONNECTIONS = 8;
const PORT = 3107;
const START_TIMEOUT_MS = 60_000;

/** Runs `work` once for each item, `CONNECTIONS` at a time. */
export async function inParallel<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const one = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
}

/** The built app on a port of its own, without the job worker. */
export async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
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

/** A function that posts a body to the collector under a write key, and sees it taken. */
export function poster(url: string, writeKey: string): (body: string) => Promise<void> {
  const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`;
  return async (body) => {
    const answer = await fetch(`${url}/v1/batch`, { method: "POST", headers: { authorization }, body });
    if (!answer.ok) throw new Error(`the collector answered ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
  };
}
