import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { workspaces } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { parseInput } from "../http/parse.ts";
import { STAGES, type Stage } from "../leads/stages.ts";
import { DAY_MS } from "../scoring/values.ts";
import { addDays, daysBetween, mondayOf, monthOf } from "./days.ts";
import { getFunnel } from "./get-funnel.ts";
import { HORIZONS } from "./line.ts";
import { listFunnelLeads } from "./list-funnel-leads.ts";
import { type NaiveLead, naiveFunnel } from "./naive.test-helper.ts";
import { funnelQuery, listFunnelLeadsQuery, MOST_DAYS } from "./schemas.ts";
import { comparable, writeNaiveLeads } from "./testing.ts";

useTestDatabase();

const ZONE = "Europe/Madrid";
const NOW = Date.parse("2026-06-15T10:00:00Z");
const HOUR = 3_600_000;
const YEAR = { from: "2025-06-16", to: "2026-06-15" };

const naive = (all: readonly NaiveLead[], more: object = {}) =>
  naiveFunnel(all, { basis: "cohort", ...YEAR, zone: ZONE, now: NOW, horizon: 90, ...more });

/** Leads that came in so many days, with what was recorded of each, in any order. */
const historyOf = (days: number, mostLeads: number) =>
  fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: days * 24 }).map((hours) => NOW - hours * HOUR),
      source: fc.constantFrom(null, "organic", "ads"),
      segment: fc.constantFrom(null, "cars"),
      stages: fc.array(
        fc.record({
          stage: fc.constantFrom(...STAGES),
          days: fc.integer({ min: 0, max: 250 }),
          value: fc.constantFrom(null, 10, 0.1),
        }),
        { maxLength: 6 },
      ),
    }),
    { minLength: 1, maxLength: mostLeads },
  );
type History = ReturnType<typeof historyOf> extends fc.Arbitrary<infer Made> ? Made : never;

const leadsOf = (made: History): NaiveLead[] =>
  made.map(({ stages, ...one }) => {
    // The same stage at the same instant counts once.
    const once = new Map(stages.map((row) => [`${row.stage} ${row.days}`, row]));
    const told = [...once.values()].map(({ stage, days, value }) => ({
      ...{ stage, value, at: Math.min(NOW, one.at + days * DAY_MS) },
    }));
    return { ...one, stages: [...new Map(told.map((row) => [`${row.stage} ${row.at}`, row])).values()] };
  });

async function managerIn(timeZone: string): Promise<TestMember> {
  const at = await createWorkspace();
  await inWorkspace(at, (tx) => tx.update(workspaces).set({ timeZone }).where(eq(workspaces.id, at)));
  return createMember(at, "manager");
}

test("equals a plain count on any history, in both bases, and so do the lists behind its numbers", async () => {
  await fc.assert(
    fc.asyncProperty(historyOf(420, 40), async (made) => {
      const member = await managerIn(ZONE);
      const leads = leadsOf(made);
      await writeNaiveLeads(member.ctx.workspaceId, leads);
      for (const basis of ["cohort", "period"] as const) {
        for (const query of [YEAR, { from: "2025-12-03", to: "2026-03-10" }]) {
          const asked = parseInput(funnelQuery, { ...query, basis, by: "source" });
          const found = await getFunnel(member.ctx, asked, undefined, NOW);
          expect(comparable(found)).toEqual(naive(leads, { ...query, basis }));
          for (const { key, figures } of found.rows) {
            const source = key === "none" ? null : key.slice(3);
            const ours = leads.filter((one) => one.source === source);
            expect(figures.stages.map(({ n }) => n)).toEqual(
              naive(ours, { ...query, basis }).stages.map(({ n }) => n),
            );
          }
          for (const { stage, ...figures } of found.figures.stages)
            for (const part of ["all", "matured", "later", "open", "passed", "timed"] as const) {
              const n = part === "all" ? figures.n : part === "timed" ? figures.days.n : figures[part];
              const behind = await listFunnelLeads(
                member.ctx,
                parseInput(listFunnelLeadsQuery, { ...query, basis, stage, part, limit: 200 }),
                undefined,
                NOW,
              );
              if (!(stage === "lead" && (part === "passed" || part === "timed")))
                expect([stage, part, behind.items.length]).toEqual([stage, part, n]);
            }
        }
      }
      const { waiting } = await getFunnel(member.ctx, parseInput(funnelQuery, {}), undefined, NOW);
      for (const { stage, n, ages } of waiting) {
        const there = leads.filter((one) => naiveStage(one) === stage).length;
        expect([stage, n]).toEqual([stage, there]);
        for (const { from_days, to_days, n: aged } of ages) {
          const behind = await listFunnelLeads(
            member.ctx,
            parseInput(listFunnelLeadsQuery, {
              ...{ stage, part: "waiting", age_from: from_days, limit: 200 },
              ...(to_days === null ? {} : { age_to: to_days }),
            }),
            undefined,
            NOW,
          );
          expect(behind.items.length).toBe(aged);
        }
      }
    }),
    { numRuns: 12 },
  );
}, 240_000);

test("equals a plain count for any range of days up to three years, in any time zone", async () => {
  const dayAgo = fc.integer({ min: 0, max: MOST_DAYS }).map((days) => addDays("2026-06-15", -days));
  // Where months and weeks begin and end, and anywhere.
  const day = fc.oneof(
    dayAgo,
    dayAgo.map((one) => monthOf(one)),
    dayAgo.map((one) => addDays(monthOf(one), -1)),
    dayAgo.map(mondayOf),
  );
  const ask = fc.record({
    days: fc.tuple(day, day).map((two) => two.toSorted()),
    basis: fc.constantFrom("cohort", "period"),
    horizon: fc.constantFrom(...HORIZONS),
  });
  const zone = fc.constantFrom("UTC", ZONE, "America/Santiago", "Asia/Kathmandu", "Pacific/Kiritimati");
  const asks = fc.array(ask, { minLength: 10, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(historyOf(MOST_DAYS, 60), zone, asks, async (made, timeZone, all) => {
      const member = await managerIn(timeZone);
      const leads = leadsOf(made);
      await writeNaiveLeads(member.ctx.workspaceId, leads);
      for (const { days, basis, horizon } of all) {
        const [from = "", to = ""] = days;
        if (daysBetween(from, to) > MOST_DAYS) continue;
        const asked = parseInput(funnelQuery, { from, to, basis, horizon_days: horizon, by: "source" });
        const found = await getFunnel(member.ctx, asked, undefined, NOW);
        const plain = (of: readonly NaiveLead[], range: { from: string; to: string }) =>
          naiveFunnel(of, { ...range, basis, zone: timeZone, now: NOW, horizon });
        expect(comparable(found)).toEqual(plain(leads, { from, to }));
        expect(comparable(found.previous)).toEqual(plain(leads, found.previous));
        const { stages } = found.figures;
        for (const [place, { stage, n }] of stages.entries()) {
          const reached = found.trend.reduce((sum, week) => sum + (week.reached[place] ?? 0), 0);
          expect([stage, reached]).toEqual([stage, n]);
        }
        for (const { key, figures } of found.rows) {
          const ours = leads.filter(({ source }) => source === (key === "none" ? null : key.slice(3)));
          expect(figures.stages.map(countsOf)).toEqual(plain(ours, { from, to }).stages.map(countsOf));
        }
      }
    }),
    { numRuns: 10 },
  );
}, 240_000);

const countsOf = ({ n, matured, later, open }: Record<"n" | "matured" | "later" | "open", number>) => [
  n,
  matured,
  later,
  open,
];

/** Stages of one instant count in the order in which they were written. */
const naiveStage = ({ stages }: NaiveLead): Stage =>
  stages.reduce<{ stage: Stage; at: number }>((last, row) => (row.at >= last.at ? row : last), {
    stage: "lead",
    at: -1,
  }).stage;
