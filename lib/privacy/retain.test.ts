import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { getLead } from "../leads/get-lead.ts";
import { createSite, visit } from "../leads/joins-testing.ts";
import { previewRetention } from "./preview-retention.ts";
import { retainDue } from "./retain.ts";
import { setRetention } from "./set-retention.ts";

useTestDatabase();

const DAY = 24 * 60;

test("events older than their name's period go, others stay, and scores follow", async () => {
  const [site, elsewhere] = [await createSite(), await createSite()];
  const userId = randomUUID();
  const at = new Date(Date.now() - 400 * DAY * 60_000).toISOString();
  for (const { send } of [site, elsewhere]) {
    await send(visit({ userId }, 40 * DAY), visit({ userId }, 2 * DAY));
    await send({ type: "track", userId, event: "signed_up", timestamp: at });
  }
  const lead = () => getLead(site.admin, { id: `user:${userId}` });
  expect((await lead()).scores[0]?.total).toBe(20);
  const periods = [{ event: "page_viewed", days: 30 }];
  const preview = await previewRetention(site.admin, { periods });
  expect(preview).toMatchObject({ events: [{ event: "page_viewed", count: 1 }], leads: 1 });
  expect((await lead()).scores[0]?.total).toBe(20);

  const set = await setRetention(site.admin, { periods });
  expect(set.periods).toEqual(periods);
  expect(await retainDue()).toBe(1);
  expect((await lead()).scores[0]?.total).toBe(10);
  expect(await retainDue()).toBe(0);
  expect((await getLead(elsewhere.admin, { id: `user:${userId}` })).scores[0]?.total).toBe(20);

  await setRetention(site.admin, { periods: [{ event: "page_viewed", days: 1 }] });
  expect(await retainDue()).toBe(1);
  const after = await lead();
  expect(after.scores[0]?.total).toBe(0);
  expect(after.last_event_at?.slice(0, 10)).toBe(at.slice(0, 10));
});

test("a job that is asked to stop stops between two batches", async () => {
  const site = await createSite();
  await site.send(visit({ userId: randomUUID() }, 40 * DAY));
  await setRetention(site.admin, { periods: [{ event: "page_viewed", days: 30 }] });
  await expect(retainDue(AbortSignal.abort())).rejects.toThrow();
  expect(await retainDue()).toBe(1);
});
