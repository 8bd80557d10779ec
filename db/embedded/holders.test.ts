import { once } from "node:events";
import { rmSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { describe, expect } from "vitest";
import { findPostmaster } from "./postmaster.ts";
import { until } from "./processes.ts";
import { queryValue, testWithDataDir as test } from "./testing/data-dir.ts";
import { startHolder } from "./testing/holder.ts";

describe("several processes on one data folder", () => {
  test("that start at once share one server", async ({ dataDir }) => {
    const holders = await Promise.all([1, 2, 3, 4].map(() => startHolder(dataDir.path)));
    expect(holders.filter(({ started }) => started)).toHaveLength(1);
    expect(new Set(holders.map(({ url }) => url)).size).toBe(1);
    await Promise.all(holders.map((holder) => holder.stop()));
    expect(findPostmaster(path.join(dataDir.path, "pg"))).toBeUndefined();
  });

  test("keep the server until the last one gives it up", async ({ dataDir }) => {
    const first = await startHolder(dataDir.path);
    const second = await dataDir.start();
    expect(second).toMatchObject({ started: false, url: first.url });
    await first.stop();
    expect(await queryValue(second.url, "select 1")).toBe(1);
    await second.stop();
    expect(findPostmaster(path.join(dataDir.path, "pg"))).toBeUndefined();
  });

  test("do not wait for one that was killed, and reuse the server it left", async ({ dataDir }) => {
    const first = await startHolder(dataDir.path);
    const { pid } = dataDir.postmaster();
    first.process.kill("SIGKILL");
    await once(first.process, "exit");
    const second = await dataDir.start();
    expect(second).toMatchObject({ started: false, url: first.url });
    expect(dataDir.postmaster().pid).toBe(pid);
    await second.stop();
    expect(findPostmaster(path.join(dataDir.path, "pg"))).toBeUndefined();
  });

  test("wait for a server that is stopping, then start it again", async ({ dataDir }) => {
    const first = await dataDir.start();
    const stopped = first.stop();
    const second = await dataDir.start();
    await stopped;
    expect(second.started).toBe(true);
    expect(await queryValue(second.url, "select 1")).toBe(1);
    await second.stop();
  });
});

describe("a server that somebody else told to stop", () => {
  test("is waited for, then started again", async ({ dataDir }) => {
    const first = await dataDir.start();
    const client = new pg.Client({ connectionString: first.url });
    await client.connect();
    const { pid } = dataDir.postmaster();
    // A smart shutdown takes no new connections and waits for those that are open.
    process.kill(pid, "SIGTERM");
    expect(await until(() => dataDir.postmaster().status === "stopping", 10_000)).toBe(true);
    const starting = dataDir.start();
    await client.end();
    const second = await starting;
    expect(second.started).toBe(true);
    expect(dataDir.postmaster().pid).not.toBe(pid);
    await second.stop();
    await first.stop();
  });
});

describe("one process", () => {
  test("may give the server up after its data folder was removed", async ({ dataDir }) => {
    const server = await dataDir.start();
    const { pid } = dataDir.postmaster();
    rmSync(dataDir.path, { recursive: true });
    await server.stop();
    process.kill(pid, "SIGKILL");
  });

  test("may give the server up twice without taking it from another", async ({ dataDir }) => {
    const first = await dataDir.start();
    const second = await dataDir.start();
    await first.stop();
    await first.stop();
    expect(await queryValue(second.url, "select 1")).toBe(1);
    await second.stop();
  });
});
