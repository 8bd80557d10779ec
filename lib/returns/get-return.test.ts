import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, unique } from "#db/testing/factories.ts";
import { writeEvents } from "../events/write.ts";
import { joinLeads } from "../leads/join-leads.ts";
import { recordStages } from "../leads/record-stages.ts";
import type { Stage } from "../leads/stages.ts";
import { writeLeads } from "../leads/write.ts";
import { eraseLead } from "../privacy/erase-lead.ts";
import { updateWorkspace } from "../workspace/update-workspace.ts";
import { getReturn, returnAt } from "./get-return.ts";
import { putCost } from "./put-cost.ts";
import { returnQuery } from "./schemas.ts";

useTestDatabase();

const NOW = new Date("2026-06-15T10:00:00Z");
const DAY = 86_400_000;
const LINE: readonly Stage[] = ["lead", "mql", "sal", "sql", "opportunity", "customer"];

type Told = { stage: Stage; days: number; value?: number; currency?: string };
type Made = { source: string | null; entered: Date; told: Told[] };

/** A plain linear generator: the same numbers each time. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Leads of half a year with stages skipped, in the wrong order, twice, late, and deals with and without a value. */
function makeLeads(count: number): Made[] {
  const next = random(11);
  const stages: readonly Stage[] = [...LINE.slice(1), "recycled", "disqualified"];
  return Array.from({ length: count }, () => ({
    source: [null, "google_ads", "Google_Ads", "trade fair"][next(4)] ?? null,
    // Whole hours around every midnight of the half year.
    entered: new Date(Date.parse("2026-01-01T00:00:00Z") + next(160 * 24) * 3_600_000),
    told: Array.from({ length: next(5) }, () => ({
      stage: stages[next(stages.length)] ?? "mql",
      days: next(5) === 0 ? 30 : next(60),
      ...(next(2) === 0 ? {} : { value: next(900) * 10, ...(next(4) === 0 ? { currency: "USD" } : {}) }),
    })).filter(({ days }, n, all) => all.findIndex((one) => one.days === days) === n),
  }));
}

async function store(workspaceId: number, leads: readonly Made[]): Promise<number[]> {
  return inWorkspace(workspaceId, async (tx) => {
    const written = await writeLeads(
      tx,
      workspaceId,
      leads.map(({ source, entered }) => ({
        email: `${unique("lead")}@example.test`,
        attributes: source === null ? {} : { source },
        knownAt: entered,
      })),
    );
    const ids = written.map(({ leadId }) => leadId);
    await tx.$client.query(
      "update leads l set created_at = n.at from unnest($2::bigint[], $3::timestamptz[]) n (id, at) where workspace_id = $1 and l.id = n.id",
      [workspaceId, ids, leads.map(({ entered }) => entered)],
    );
    const stages = leads.flatMap(({ entered, told }, n) =>
      told.map(({ stage, days, value, currency }) => ({
        ...{ leadId: ids[n] ?? 0, stage, at: new Date(entered.getTime() + days * DAY) },
        ...{ value: value ?? null, currency: currency ?? null },
      })),
    );
    await recordStages(tx, workspaceId, stages, { origin: "api" });
    return ids;
  });
}

/** The month of an instant in Madrid, by the platform's own calendar. */
const monthIn = (at: Date) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Madrid", year: "numeric", month: "2-digit" }).format(
    at,
  );

/** What came of one lead within 30 days, read from its own rows. */
function readLead({ entered, told }: Made) {
  const reaches = (stage: Stage) =>
    told.some((one) => LINE.indexOf(one.stage) >= LINE.indexOf(stage) && one.days <= 30);
  const customer = told.some(({ stage, days }) => stage === "customer" && days <= 30);
  const newest = (stage: Stage) =>
    told.filter((one) => one.stage === stage && one.value !== undefined).sort((a, b) => b.days - a.days)[0];
  const deal = customer ? (newest("customer") ?? newest("opportunity")) : undefined;
  return {
    month: monthIn(entered),
    mql: reaches("mql"),
    opportunity: reaches("opportunity"),
    customer,
    deal,
  };
}

async function setUp() {
  const workspaceId = await createWorkspace();
  const { ctx } = await createMember(workspaceId, "admin");
  await updateWorkspace(ctx, { time_zone: "Europe/Madrid" });
  return { workspaceId, ctx };
}

const read = (workspaceId: number, query: object) => returnAt(workspaceId, returnQuery.parse(query), NOW);

describe("what came of what was spent", () => {
  it("agrees with reading every lead by itself", async () => {
    const { workspaceId, ctx } = await setUp();
    const leads = makeLeads(300);
    await store(workspaceId, leads);
    const spent = ["2026-01", "2026-02", "2026-04", "2026-06"].map((month, n) => ({
      ...{ source: n === 0 ? "GOOGLE_ADS" : "google_ads", month, amount: 100.1 * (n + 1) },
    }));
    for (const cost of spent) await putCost(ctx, cost);
    const report = await read(workspaceId, { from: "2026-01", to: "2026-06", horizon_days: 30 });
    // May ends on the 31st: its last leads have not had thirty days on 15 June.
    expect(report.months.map(({ month, young }) => [month, young])).toEqual([
      ["2026-01", false],
      ["2026-02", false],
      ["2026-03", false],
      ["2026-04", false],
      ["2026-05", true],
      ["2026-06", true],
    ]);
    const figures = (own: readonly Made[]) => {
      const lives = own.map(readLead);
      const deals = lives.flatMap(({ deal }) => deal ?? []);
      const home = deals.filter(({ currency }) => (currency ?? "EUR") === "EUR");
      return {
        leads: own.length,
        mql: lives.filter(({ mql }) => mql).length,
        opportunity: lives.filter(({ opportunity }) => opportunity).length,
        customer: lives.filter(({ customer }) => customer).length,
        valued: home.length,
        revenue: home.reduce((sum, { value }) => sum + (value ?? 0), 0),
      };
    };
    for (const month of report.months)
      expect(month).toMatchObject(figures(leads.filter((lead) => readLead(lead).month === month.month)));
    const old = leads.filter((lead) => readLead(lead).month <= "2026-04");
    expect(report.total).toMatchObject({
      ...figures(old),
      cost: 600.6,
    });
    for (const key of ["google_ads", "trade fair", null])
      expect(report.sources.find(({ source }) => (source?.toLowerCase() ?? null) === key)).toMatchObject(
        figures(old.filter(({ source }) => (source?.toLowerCase() ?? null) === key)),
      );
    expect(report.sources.map(({ cost }) => cost)).toEqual([600.6, null, null]);
    const dollars = old
      .flatMap((lead) => readLead(lead).deal ?? [])
      .filter(({ currency }) => currency === "USD");
    expect(report.foreign).toEqual([
      {
        currency: "USD",
        customers: dollars.length,
        revenue: dollars.reduce((sum, { value }) => sum + (value ?? 0), 0),
      },
    ]);
    expect(dollars.length).toBeGreaterThan(0);
  });

  it("leads that came a moment ago change no rate of those that are old", async () => {
    const { workspaceId } = await setUp();
    await store(workspaceId, makeLeads(100));
    const query = { from: "2026-01", to: "2026-06", horizon_days: 30 };
    const before = await read(workspaceId, query);
    const young = Array.from({ length: 50 }, () => ({
      source: "google_ads",
      entered: new Date("2026-06-10T08:00:00Z"),
      told: [],
    }));
    await store(workspaceId, young);
    const after = await read(workspaceId, query);
    expect(after.total).toEqual(before.total);
    expect(after.sources).toEqual(before.sources);
    expect((after.months.at(-1)?.leads ?? 0) - (before.months.at(-1)?.leads ?? 0)).toBe(50);
  });

  it("is nothing where nobody came and nothing was spent", async () => {
    const { workspaceId, ctx } = await setUp();
    const report = await read(workspaceId, {});
    expect(report).toMatchObject({ sources: [], foreign: [], currency: "EUR", matured_months: 8 });
    expect(report.total).toMatchObject({
      cost: null,
      leads: 0,
      customer_rate: null,
      return: null,
      revenue: 0,
    });
    await expect(getReturn(ctx, returnQuery.parse({ from: "2026-03", to: "2026-02" }))).rejects.toMatchObject(
      {
        status: 422,
      },
    );
  });
});

describe("where a lead came from", () => {
  it("is the first that was told, else the campaign of its first event, and one of joined leads counts once", async () => {
    const { workspaceId, ctx } = await setUp();
    const at = (day: number) => new Date(Date.UTC(2026, 1, day, 12));
    const ids = await inWorkspace(workspaceId, async (tx) => {
      const told = (email: string, day: number, attributes: Record<string, unknown>) => ({
        ...{ email: `${email}-${workspaceId}@example.test`, attributes, knownAt: at(day) },
      });
      const written = await writeLeads(tx, workspaceId, [
        told("a", 2, { "Lead Source": "fair", source: "ads" }),
        told("b", 3, { utm_source: " ads " }),
        told("b", 9, { source: "later" }),
        told("c", 4, {}),
        told("d", 5, { source: { deep: true } }),
      ]);
      const leads = [...new Set(written.map(({ leadId }) => leadId))];
      const event = {
        name: "page_viewed",
        properties: { path: "/" },
        context: { campaign: { source: "mail" } },
      };
      await writeEvents(
        tx,
        workspaceId,
        [{ ...event, leadId: leads[2] ?? 0, occurredAt: at(4), messageId: unique("m") }],
        {},
      );
      return leads;
    });
    const sources = async () =>
      (await read(workspaceId, { from: "2026-02", to: "2026-02" })).sources.map(({ source, leads }) => [
        source,
        leads,
      ]);
    expect(await sources()).toEqual([
      [null, 1],
      ["ads", 1],
      ["fair", 1],
      ["mail", 1],
    ]);
    await joinLeads(ctx, { id: String(ids[0]), with: String(ids[1]) });
    expect((await sources()).reduce((sum, [, leads]) => sum + Number(leads), 0)).toBe(3);
    await eraseLead(ctx, { id: String(ids[2]), confirm: String(ids[2]) });
    expect((await sources()).reduce((sum, [, leads]) => sum + Number(leads), 0)).toBe(2);
  });
});
