import { expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { computeAlone } from "./refresh.ts";
import type { ReportKey } from "./report-key.ts";
import { loadStored, requestReport, storeReport } from "./stored.ts";
import { NOW, reportWorkspace } from "./testing.ts";

useTestDatabase();

const MINUTE_MS = 60_000;

async function setUp() {
  const { workspaceId, version } = await reportWorkspace();
  const key: ReportKey = { versionId: version.id, scope: "all", horizonDays: 90, segment: null };
  const within = <T>(work: Parameters<typeof inWorkspace<T>>[1]) => inWorkspace(workspaceId, work);
  const store = async (at: number, more: { frozenAt?: Date; asked?: boolean } = {}) => {
    const body = await computeAlone(workspaceId, key, at);
    return body ? within((tx) => storeReport(tx, workspaceId, key, body, more)) : null;
  };
  const stored = () => within((tx) => loadStored(tx, workspaceId, key));
  const ask = (at: number) =>
    within((tx) => requestReport(tx, workspaceId, key, new Date(at), 15 * MINUTE_MS));
  return { store, stored, ask };
}

it("a newer report takes the place of an older one, and never the other way round", async () => {
  const { store, stored } = await setUp();
  expect(await store(NOW)).toBe(true);
  expect(await store(NOW - 1)).toBe(false);
  expect(await stored()).toMatchObject({ asOf: new Date(NOW), frozenAt: null });
  expect(await store(NOW + 1)).toBe(true);
  expect((await stored())?.asOf).toEqual(new Date(NOW + 1));
});

it("a frozen report takes the place of any, also of a later one, and nothing takes its", async () => {
  const { store, stored } = await setUp();
  await store(NOW);
  const frozenAt = new Date(NOW + 2);
  expect(await store(NOW - 1, { frozenAt })).toBe(true);
  expect(await store(NOW + 3)).toBe(false);
  expect(await store(NOW + 3, { frozenAt: new Date(NOW + 4) })).toBe(false);
  expect(await stored()).toMatchObject({ asOf: new Date(NOW - 1), frozenAt });
});

it("a newer one is asked for once, until it has come or was long in coming", async () => {
  const { store, ask } = await setUp();
  expect(await ask(NOW)).toBe(false);
  await store(NOW);
  expect(await ask(NOW)).toBe(true);
  expect(await ask(NOW + 14 * MINUTE_MS)).toBe(false);
  // What a reader computes on the way is not what was asked for.
  await store(NOW + 1);
  expect(await ask(NOW + 14 * MINUTE_MS)).toBe(false);
  await store(NOW + 2, { asked: true });
  expect(await ask(NOW + 14 * MINUTE_MS)).toBe(true);
  expect(await ask(NOW + 30 * MINUTE_MS)).toBe(true);
});
