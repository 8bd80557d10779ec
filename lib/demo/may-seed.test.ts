import { afterEach, expect, test } from "vitest";
import { resetEnv } from "../env.ts";
import { assertMaySeed, isLocal } from "./may-seed.ts";

const before = process.env.DATABASE_URL;
afterEach(() => {
  process.env.DATABASE_URL = before;
  if (before === undefined) delete process.env.DATABASE_URL;
  resetEnv();
});

function connectTo(url: string): void {
  process.env.DATABASE_URL = url;
  resetEnv();
}

test("a database on this machine is local, by name, by address or by socket", () => {
  for (const url of [
    "postgres://localhost/x",
    "postgres://me:secret@127.0.0.1:5433/x",
    "postgres://[::1]/x",
    "postgres:///x?host=/run/postgresql",
    "postgres://%2Frun%2Fpostgresql/x",
  ]) {
    expect(isLocal(url), url).toBe(true);
  }
  for (const url of [
    "postgres://db.example.com/x",
    "postgres://localhost.example.com/x",
    "postgres://localhost/x?host=db.example.com",
  ]) {
    expect(isLocal(url), url).toBe(false);
  }
});

test("a database elsewhere is seeded only while it holds no workspace", () => {
  connectTo("postgres://db.example.com/x");
  expect(() => assertMaySeed(0)).not.toThrow();
  expect(() => assertMaySeed(1)).toThrow(/not on this machine/);
  connectTo("postgres://localhost/x");
  expect(() => assertMaySeed(1)).not.toThrow();
});
