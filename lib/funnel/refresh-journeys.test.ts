import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember } from "#db/testing/factories.ts";
import { resetEnv } from "../env.ts";
import { parseInput } from "../http/parse.ts";
import { joinLeads } from "../leads/join-leads.ts";
import { createSite, identify, type Site } from "../leads/joins-testing.ts";
import { recordStage } from "../leads/record-stage.ts";
import { STAGES } from "../leads/stages.ts";
import { undoJoin } from "../leads/undo-join.ts";
import { eraseLead } from "../privacy/erase-lead.ts";
import { DAY_MS } from "../scoring/values.ts";
import { freshen } from "./freshen.ts";
import { getFunnel } from "./get-funnel.ts";
import { listFunnelLeads } from "./list-funnel-leads.ts";
import { refreshJourneys, refreshSome } from "./refresh-journeys.ts";
import { funnelQuery, listFunnelLeadsQuery } from "./schemas.ts";

process.env.AUTH_SECRET = "a secret of at least thirty-two characters";
resetEnv();
useTestDatabase();

const ask = (site: Site, query: object = {}) => getFunnel(site.admin, parseInput(funnelQuery, query));
const rowsOf = async (site: Site, by: string) =>
  Object.fromEntries((await ask(site, { by })).rows.map(({ key, figures }) => [key, figures.entered]));
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

/** The sums as they are, and as they are when made from nothing. */
async function sums(workspaceId: number): Promise<string[]> {
  return inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<{ row: string }>(
      `select concat_ws('|', segment, dimension, basis, grain, period, value, measure, bucket, currency, n,
         amount::float8) as row
       from funnel_sums cross join unnest(counts) with ordinality as c (n, bucket)
       where workspace_id = $1 and n <> 0 order by 1`,
      [workspaceId],
    );
    return found.rows.map(({ row }) => row);
  });
}
/** Sums of weeks and months, as they are, or as those of their days add up to. */
async function wholes(workspaceId: number, of: "stored" | "days"): Promise<string[]> {
  return inWorkspace(workspaceId, async (tx) => {
    const rows = await tx.$client.query<{ row: string }>(
      `select concat_ws('|', segment, dimension, basis, whole, start, value, measure, bucket, currency, sum(n),
         (sum(amount) filter (where bucket = 1))::float8) as row
       from funnel_sums cross join unnest(counts) with ordinality as c (n, bucket)
         cross join unnest(array['week', 'month']) as whole
         cross join lateral (select ${of === "stored" ? "period" : "date_trunc(whole, period)::date"} as start) as begun
       where workspace_id = $1 and grain = ${of === "stored" ? "whole" : "'day'"}
       group by segment, dimension, basis, whole, start, value, measure, bucket, currency having sum(n) <> 0 order by 1`,
      [workspaceId],
    );
    return rows.rows.map(({ row }) => row);
  });
}
async function fromNothing(workspaceId: number): Promise<string[]> {
  await inWorkspace(workspaceId, async (tx) => {
    for (const table of ["funnel_sums", "funnel_values", "funnel_state", "journeys", "journey_news"])
      await tx.$client.query(`delete from ${table} where workspace_id = $1`, [workspaceId]);
  });
  await refreshJourneys(workspaceId);
  return sums(workspaceId);
}

test("what was counted step by step equals what is counted from nothing, whatever happened", async () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant("stage" as const),
      who: fc.integer({ min: 0, max: 3 }),
      stage: fc.constantFrom(...STAGES),
      days: fc.integer({ min: 0, max: 200 }),
      value: fc.constantFrom(null, 10.5, 99.99),
    }),
    fc.record({
      do: fc.constant("tell" as const),
      who: fc.integer({ min: 0, max: 3 }),
      source: fc.constantFrom("ads", "organic"),
      days: fc.integer({ min: 0, max: 200 }),
    }),
    fc.record({ do: fc.constant("join" as const), who: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ do: fc.constant("erase" as const), who: fc.integer({ min: 0, max: 3 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const site = await createSite();
      const ids = Array.from({ length: 4 }, () => randomUUID());
      await site.send(...ids.map((userId, n) => identify({ userId }, { source: n % 2 ? "ads" : "mail" })));
      for (const one of steps) {
        const id = `user:${ids[one.who]}`;
        // A lead that was erased, or is another's by now, refuses; so does a join with itself.
        const done =
          one.do === "stage"
            ? recordStage(site.admin, { id, stage: one.stage, at: daysAgo(one.days), value: one.value })
            : one.do === "tell"
              ? site.send({
                  ...identify({ userId: ids[one.who] }, { source: one.source }),
                  timestamp: daysAgo(one.days),
                })
              : one.do === "join"
                ? joinLeads(site.admin, { id, with: `user:${ids[one.who + 1]}` })
                : eraseLead(site.admin, { id, confirm: ids[one.who] ?? "" });
        await done.catch((error: { code?: string }) => {
          expect(["not_found", "invalid", "conflict"]).toContain(error.code);
        });
        await refreshJourneys(site.workspaceId);
      }
      expect(await wholes(site.workspaceId, "stored")).toEqual(await wholes(site.workspaceId, "days"));
      const stepwise = await sums(site.workspaceId);
      expect(stepwise).toEqual(await fromNothing(site.workspaceId));
    }),
    { numRuns: 8 },
  );
}, 240_000);

test("joined leads count once, as the survivor, and as two again when they are parted", async () => {
  const site = await createSite();
  const [one, two] = [randomUUID(), randomUUID()];
  await site.send(
    identify({ userId: one }, { source: "ads" }),
    identify({ userId: two }, { source: "mail" }),
  );
  await recordStage(site.admin, { id: `user:${two}`, stage: "mql" });
  expect((await ask(site)).figures.entered).toBe(2);
  const join = await joinLeads(site.admin, { id: `user:${one}`, with: `user:${two}` });
  const joined = (await ask(site)).figures;
  expect([joined.entered, joined.stages[1]?.n]).toEqual([1, 1]);
  await undoJoin(site.admin, { id: String(join.lead_id), join: String(join.id) });
  const parted = (await ask(site)).figures;
  expect([parted.entered, parted.stages[1]?.n]).toEqual([2, 1]);
});

test("an erased lead is out of every figure and list in the same transaction", async () => {
  const site = await createSite();
  const [gone, stays] = [randomUUID(), randomUUID()];
  await site.send(
    identify({ userId: gone }, { source: "ads" }),
    identify({ userId: stays }, { source: "ads" }),
  );
  await recordStage(site.admin, { id: `user:${gone}`, stage: "customer", value: 12.3 });
  expect((await ask(site)).figures.stages[5]?.n).toBe(1);
  await eraseLead(site.admin, { id: `user:${gone}`, confirm: gone });
  const left = await inWorkspace(site.workspaceId, (tx) =>
    tx.$client.query("select lead_id from journeys where workspace_id = $1", [site.workspaceId]),
  );
  expect(left.rowCount).toBe(1);
  const { figures } = await ask(site);
  expect([figures.entered, figures.stages[5]?.n, figures.stages[5]?.values]).toEqual([1, 0, []]);
  expect(await sums(site.workspaceId)).toEqual(await fromNothing(site.workspaceId));
});

test("a value that only an erased lead had is forgotten with it", async () => {
  const site = await createSite();
  const userId = randomUUID();
  await site.send(
    identify({ userId }, { source: "Ana’s cousin" }),
    identify({ userId: randomUUID() }, { source: "ads" }),
  );
  expect(Object.keys(await rowsOf(site, "source"))).toHaveLength(2);
  await eraseLead(site.admin, { id: `user:${userId}`, confirm: userId });
  const left = await inWorkspace(site.workspaceId, (tx) =>
    tx.$client.query<{ value: string }>(
      "select value from funnel_values where workspace_id = $1 union select value from funnel_sums where workspace_id = $1",
      [site.workspaceId],
    ),
  );
  expect(left.rows.map(({ value }) => value).sort()).toEqual(["", "ads"]);
});

test("where a lead came from is what was told first, else what its first event says", async () => {
  const site = await createSite();
  const [told, seen, both] = [randomUUID(), randomUUID(), randomUUID()];
  const page = (userId: string, minutes: number, source: string) => ({
    ...{ type: "page", userId, messageId: randomUUID(), properties: { path: `/lp/${source}?x=1` } },
    timestamp: new Date(Date.now() - minutes * 60_000).toISOString(),
    context: { campaign: { source, name: `Campaign ${source}` } },
  });
  await site.send(
    identify({ userId: told }, { "Lead Source": " fair " }, 50),
    identify({ userId: told }, { lead_source: "later" }, 40),
    page(seen, 30, "google"),
    page(seen, 90, "bing"),
    page(both, 90, "bing"),
    identify({ userId: both }, { utm_source: "mail", landing_page: "https://shop.test/offer?utm=1#top" }, 80),
  );
  expect(await rowsOf(site, "source")).toEqual({ "is:fair": 1, "is:bing": 1, "is:mail": 1 });
  expect(await rowsOf(site, "campaign")).toEqual({ none: 1, "is:Campaign bing": 2 });
  expect(await rowsOf(site, "landing")).toEqual({ none: 1, "is:/lp/bing": 1, "is:/offer": 1 });
});

test("what is told late moves the day on which a lead came, and what it came from", async () => {
  const site = await createSite();
  const userId = randomUUID();
  await site.send(identify({ userId }, { source: "ads" }));
  const of = (day: string) => ask(site, { from: day.slice(0, 10), to: day.slice(0, 10) });
  expect((await of(daysAgo(0))).figures.entered + (await of(daysAgo(1))).figures.entered).toBe(1);
  await site.send({ ...identify({ userId }, { source: "fair" }), timestamp: daysAgo(20) });
  expect((await of(daysAgo(20))).figures.entered).toBe(1);
  expect(await rowsOf(site, "source")).toEqual({ "is:fair": 1 });
  const visit = { type: "track", event: "seen", userId, messageId: randomUUID() };
  await site.send({ ...visit, timestamp: daysAgo(40) });
  expect((await of(daysAgo(40))).figures.entered).toBe(1);
});

test("a new owner moves a lead between rows", async () => {
  const site = await createSite();
  const rep = await createMember(site.workspaceId, "sales");
  const userId = randomUUID();
  await site.send(identify({ userId }));
  expect(await rowsOf(site, "owner")).toEqual({ none: 1 });
  await inWorkspace(site.workspaceId, (tx) =>
    tx.$client.query("update leads set owner_id = $2 where workspace_id = $1", [
      site.workspaceId,
      rep.memberId,
    ]),
  );
  const { rows } = await ask(site, { by: "owner" });
  expect(rows.map(({ key, name }) => [key, name])).toEqual([[`is:${rep.memberId}`, rep.email]]);
  const mine = parseInput(listFunnelLeadsQuery, { by: "owner", value: `is:${rep.memberId}` });
  expect((await listFunnelLeads(site.admin, mine)).items).toHaveLength(1);
});

test("a report that cannot count everything says so, and of when it is", async () => {
  const site = await createSite();
  await site.send(identify({ userId: randomUUID() }));
  const news = await inWorkspace(site.workspaceId, (tx) =>
    tx.$client.query<{ at: Date }>("select min(at) as at from journey_news where workspace_id = $1", [
      site.workspaceId,
    ]),
  );
  const busy = await inWorkspace(site.workspaceId, async (tx) => {
    await refreshSome(tx, site.workspaceId, { most: 10, wait: true, now: Date.now() });
    // Another transaction is at it, and has committed nothing yet.
    return freshen(site.workspaceId, Date.now());
  });
  expect(busy).toEqual({ asOf: news.rows[0]?.at, upToDate: false });
  expect((await ask(site)).up_to_date).toBe(true);
});

test("an event of a known lead notes nothing: collecting costs no more than before", async () => {
  const site = await createSite();
  const userId = randomUUID();
  const event = () => ({ type: "track", event: "seen", userId, messageId: randomUUID() });
  await site.send(event());
  await refreshJourneys(site.workspaceId);
  await site.send(event(), event());
  const left = await inWorkspace(site.workspaceId, (tx) =>
    tx.$client.query("select 1 from journey_news where workspace_id = $1", [site.workspaceId]),
  );
  expect(left.rowCount).toBe(0);
});
