import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { workspaces } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { parseInput } from "../http/parse.ts";
import { STAGES, type Stage } from "../leads/stages.ts";
import { DAY_MS } from "../scoring/values.ts";
import { getFunnel } from "./get-funnel.ts";
import { listFunnelLeads } from "./list-funnel-leads.ts";
import { type NaiveLead, naiveFunnel } from "./naive.test-helper.ts";
import { funnelQuery, listFunnelLeadsQuery } from "./schemas.ts";
import { comparable, writeNaiveLeads } from "./testing.ts";

useTestDatabase();

const ZONE = "Europe/Madrid";
const NOW = Date.parse("2026-06-15T10:00:00Z");
const HOUR = 3_600_000;
const YEAR = { from: "2025-06-16", to: "2026-06-15" };

const naive = (all: readonly NaiveLead[], more: object = {}) =>
  naiveFunnel(all, { basis: "cohort", ...YEAR, zone: ZONE, now: NOW, horizon: 90, ...more });

test("equals a plain count on any history, in both bases, and so do the lists behind its numbers", async () => {
  const history = fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 420 * 24 }).map((hours) => NOW - hours * HOUR),
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
    { minLength: 1, maxLength: 40 },
  );
  await fc.assert(
    fc.asyncProperty(history, async (made) => {
      const at = await createWorkspace();
      const member = await createMember(at, "manager");
      await inWorkspace(at, (tx) =>
        tx.update(workspaces).set({ timeZone: ZONE }).where(eq(workspaces.id, at)),
      );
      const leads = made.map(({ stages, ...one }): NaiveLead => {
        // The same stage at the same instant counts once.
        const once = new Map(stages.map((row) => [`${row.stage} ${row.days}`, row]));
        const told = [...once.values()].map(({ stage, days, value }) => ({
          ...{ stage, value, at: Math.min(NOW, one.at + days * DAY_MS) },
        }));
        return { ...one, stages: [...new Map(told.map((row) => [`${row.stage} ${row.at}`, row])).values()] };
      });
      await writeNaiveLeads(at, leads);
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

/** Stages of one instant count in the order in which they were written. */
const naiveStage = ({ stages }: NaiveLead): Stage =>
  stages.reduce<{ stage: Stage; at: number }>((last, row) => (row.at >= last.at ? row : last), {
    stage: "lead",
    at: -1,
  }).stage;
