import { rmSync, statSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { describe, expect } from "vitest";
import { findPostmaster } from "./postmaster.ts";
import { fileText, queryValue, testWithDataDir as test } from "./testing/data-dir.ts";

describe("a first start", () => {
  test("makes a UTF-8 database with ICU's root locale, checksums and pg_stat_statements", async ({
    dataDir,
  }) => {
    const server = await dataDir.start();
    expect(server.started).toBe(true);
    const database = "from pg_database where datname = current_database()";
    expect(await queryValue(server.url, "select current_database()")).toBe("hotsheet");
    expect(await queryValue(server.url, `select concat(datlocprovider, ' ', datlocale) ${database}`)).toBe(
      "i und",
    );
    expect(await queryValue(server.url, "show server_encoding")).toBe("UTF8");
    expect(await queryValue(server.url, "show data_checksums")).toBe("on");
    expect(await queryValue(server.url, "show shared_preload_libraries")).toBe("pg_stat_statements");
    expect(await queryValue(server.url, "show max_connections")).toBe("100");
    await server.stop();
  });

  test("listens on 127.0.0.1 only, has no socket file, and wants the password", async ({ dataDir }) => {
    const server = await dataDir.start();
    expect(await queryValue(server.url, "show listen_addresses")).toBe("127.0.0.1");
    expect(await queryValue(server.url, "show unix_socket_directories")).toBe("");
    const wrong = new URL(server.url);
    wrong.password = "guess";
    await expect(queryValue(wrong.href, "select 1")).rejects.toThrow("password authentication failed");
    expect(statSync(path.join(dataDir.path, "pg.json")).mode & 0o777).toBe(0o600);
    await server.stop();
  });

  test("takes the caller's settings over its own", async ({ dataDir }) => {
    const server = await dataDir.start({ settings: { fsync: "off", max_connections: 33 } });
    expect(await queryValue(server.url, "show max_connections")).toBe("33");
    expect(await queryValue(server.url, "show fsync")).toBe("off");
    await server.stop();
  });
});

describe("a second start", () => {
  test("finds the data, the password and the port again", async ({ dataDir }) => {
    const first = await dataDir.start();
    await queryValue(first.url, "create table kept as select 42 as answer");
    await first.stop();
    expect(findPostmaster(path.join(dataDir.path, "pg"))).toBeUndefined();
    const second = await dataDir.start();
    expect(second).toMatchObject({ url: first.url, started: true });
    expect(await queryValue(second.url, "select answer from kept")).toBe(42);
    await second.stop();
  });

  test("moves to a free port when its own was taken meanwhile", async ({ dataDir }) => {
    const first = await dataDir.start();
    await first.stop();
    const port = Number(new URL(first.url).port);
    const squatter = net.createServer().listen(port, "127.0.0.1");
    const second = await dataDir.start();
    expect(new URL(second.url).port).not.toBe(String(port));
    expect(fileText(dataDir, "pg.json")).toContain(`"port":${new URL(second.url).port}`);
    expect(await queryValue(second.url, "select 1")).toBe(1);
    await second.stop();
    squatter.close();
  });

  test("makes the database again when only that was dropped", async ({ dataDir }) => {
    const first = await dataDir.start();
    await queryValue(first.url.replace(/hotsheet$/, "postgres"), "drop database hotsheet");
    await first.stop();
    const second = await dataDir.start();
    expect(await queryValue(second.url, "select current_database()")).toBe("hotsheet");
    await second.stop();
  });
});

describe("an error", () => {
  test("of the server quotes its log and names a way out", async ({ dataDir }) => {
    const error = await dataDir.start({ settings: { shared_buffers: "plenty" } }).catch((it) => it);
    expect(error.message).toContain("did not start");
    expect(error.message).toContain('invalid value for parameter "shared_buffers": "plenty"');
    expect(error.message).toContain("DATABASE_URL");
  });

  test("about a lost password file says which file and what to do", async ({ dataDir }) => {
    const server = await dataDir.start();
    await server.stop();
    rmSync(path.join(dataDir.path, "pg.json"));
    await expect(dataDir.start()).rejects.toThrow(/pg\.json with its password is gone[\s\S]*Restore/);
  });

  test("about a damaged password file says which file and what to do", async ({ dataDir }) => {
    const server = await dataDir.start();
    await server.stop();
    writeFileSync(path.join(dataDir.path, "pg.json"), '{"port":');
    await expect(dataDir.start()).rejects.toThrow(/pg\.json is damaged[\s\S]*Restore/);
  });

  test("about a data folder that cannot be made says what to set", async ({ dataDir }) => {
    writeFileSync(path.join(dataDir.parent, "file"), "");
    const start = dataDir.start({ dataDir: path.join(dataDir.parent, "file", "data") });
    await expect(start).rejects.toThrow(/Cannot create the data folder[\s\S]*HOTSHEET_DATA/);
  });
});
