import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { describe, expect } from "vitest";
import { removeStalePidFile } from "./postmaster.ts";
import { inspectProcess, until } from "./processes.ts";
import { type DataDir, fileText, queryValue, testWithDataDir as test } from "./testing/data-dir.ts";
import { startHolder } from "./testing/holder.ts";

const pidFile = (dataDir: DataDir) => path.join(dataDir.path, "pg", "postmaster.pid");

describe("after kill -9 of the server", () => {
  test("a start recovers what was committed", async ({ dataDir }) => {
    const first = await dataDir.start();
    await queryValue(first.url, "create table kept as select 42 as answer");
    await dataDir.kill();
    const second = await dataDir.start();
    expect(second.started).toBe(true);
    expect(await queryValue(second.url, "select answer from kept")).toBe(42);
    await second.stop();
    await first.stop();
  });

  test("a start waits for a process that is still inside a query", async ({ dataDir }) => {
    const first = await dataDir.start();
    const client = new pg.Client({ connectionString: first.url });
    client.on("error", () => undefined);
    await client.connect();
    const loop = "do $$ begin perform count(*) from generate_series(1, 12000000); end $$";
    const query = client.query(loop).catch(() => undefined);
    const active = "select count(*)::int from pg_stat_activity where state = 'active'";
    await expect.poll(() => queryValue(first.url, active), { interval: 10 }).toBe(2);
    await dataDir.kill();
    const second = await dataDir.start();
    expect(await queryValue(second.url, "select 1")).toBe(1);
    await query;
    expect(fileText(dataDir, "pg.log")).toContain("pre-existing shared memory block");
    await second.stop();
  });

  test("a start works when the pid file was left empty", async ({ dataDir }) => {
    await dataDir.start();
    await dataDir.kill();
    truncateSync(pidFile(dataDir));
    const second = await dataDir.start();
    expect(second.started).toBe(true);
    expect(await queryValue(second.url, "select 1")).toBe(1);
    await second.stop();
  });

  test("a start works when another process got the server's pid", async ({ dataDir }) => {
    await dataDir.start();
    const { pid } = dataDir.postmaster();
    await dataDir.kill();
    const other = spawn("sleep", ["60"], { stdio: "ignore" });
    writeFileSync(pidFile(dataDir), fileText(dataDir, "pg/postmaster.pid").replace(`${pid}`, `${other.pid}`));
    const second = await dataDir.start();
    expect(await queryValue(second.url, "select 1")).toBe(1);
    expect(other.exitCode).toBeNull();
    await second.stop();
    other.kill();
  });

  test("a start works while the dead server is a zombie", async ({ dataDir }) => {
    const parent = await startHolder(dataDir.path);
    const { pid } = dataDir.postmaster();
    // A stopped parent cannot collect its child.
    parent.process.kill("SIGSTOP");
    process.kill(pid, "SIGKILL");
    await until(() => inspectProcess(pid)?.zombie === true, 10_000);
    expect(inspectProcess(pid)?.zombie).toBe(true);
    const second = await dataDir.start();
    expect(second.started).toBe(true);
    expect(await queryValue(second.url, "select 1")).toBe(1);
    await second.stop();
    parent.process.kill("SIGKILL");
    await once(parent.process, "exit");
  });
});

describe("without a pid file", () => {
  test("a second server is never started over the data of a live one", async ({ dataDir }) => {
    const first = await dataDir.start();
    const { pid } = dataDir.postmaster();
    removeStalePidFile(path.join(dataDir.path, "pg"));
    await expect(dataDir.start()).rejects.toThrow("pre-existing shared memory block");
    expect(await queryValue(first.url, "select 1")).toBe(1);
    process.kill(pid, "SIGINT");
    await until(() => inspectProcess(pid) === undefined, 10_000);
  });
});

describe("after kill -9 of a process that was creating the database", () => {
  test("a start clears the remains and begins anew", async ({ dataDir }) => {
    mkdirSync(path.join(dataDir.path, "pg.init-1", "data"), { recursive: true });
    writeFileSync(path.join(dataDir.path, "pg.json"), JSON.stringify({ port: 1, password: "unused" }));
    const server = await dataDir.start();
    expect(await queryValue(server.url, "select 1")).toBe(1);
    expect(readdirSync(dataDir.path).sort()).toEqual(["pg", "pg.holders", "pg.json", "pg.log"]);
    await server.stop();
  });
});
