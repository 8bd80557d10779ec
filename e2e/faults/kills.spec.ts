import { Random } from "../../bench/data/random.ts";
import { asKept, kept, type Load, scoresAndAnew, startLoad, titledLeads } from "./load.ts";
import { expect, type Own, pause, test } from "./own.ts";

const KILLS = 20;

async function expectNothingLost(own: Own, load: Load): Promise<void> {
  expect(load.accepted.size).toBeGreaterThan(100);
  expect(await kept(own.workspaceId)).toEqual(asKept(load.accepted));
  expect(await titledLeads(own.workspaceId)).toEqual([...load.titled].sort());
  const { stored, anew } = await scoresAndAnew(own.workspaceId);
  expect(stored.length).toBeGreaterThan(10);
  expect(anew).toEqual(stored);
}

test(`the server killed ${KILLS} times under load: what was accepted is there once, and the scores are right`, async ({
  own,
}) => {
  const random = new Random(20);
  const load = startLoad(own.server.url, own.writeKey);
  for (let kill = 0; kill < KILLS; kill++) {
    await pause(random.below(600));
    await own.restartServer();
  }
  await load.stop();
  await expectNothingLost(own, load);
  expect(load.refusals.get(0)).toBeGreaterThan(0);
});

for (const [signal, mode] of [
  ["SIGQUIT", "immediate"],
  ["SIGINT", "fast"],
] as const) {
  test(`PostgreSQL stopped (${mode}) and started under load: 503 meanwhile, and the server recovers unaided`, async ({
    own,
  }) => {
    const load = startLoad(own.server.url, own.writeKey);
    for (let stop = 0; stop < 2; stop++) {
      const before = load.accepted.size;
      await expect.poll(() => load.accepted.size).toBeGreaterThan(before + 50);
      await own.stopDatabase(signal);
      const refused = load.refusals.get(503) ?? 0;
      await expect.poll(() => load.refusals.get(503) ?? 0).toBeGreaterThan(refused + 3);
      await own.startDatabase();
    }
    const before = load.accepted.size;
    await expect.poll(() => load.accepted.size, { timeout: 30_000 }).toBeGreaterThan(before + 50);
    await load.stop();
    expect(own.server.alive()).toBe(true);
    expect([...load.refusals.keys()]).toEqual([503]);
    expect(load.withoutRetryAfter).toBe(0);
    await expectNothingLost(own, load);
  });
}
