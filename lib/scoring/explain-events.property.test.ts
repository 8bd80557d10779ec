import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as arb from "./arbitraries.test-helper.ts";
import { bindActivities } from "./bind.ts";
import { compileSheet } from "./compile.ts";
import { explainEvents } from "./explain-events.ts";
import { orderEvents } from "./history.ts";
import { scoreHistory } from "./score-lead.ts";

describe("points per event", () => {
  it("add up to each rule's contribution, and count as often and as matched as it says", () => {
    const seen = { counted: 0, limit: 0, window: 0 };
    fc.assert(
      fc.property(arb.sheet, arb.sample, arb.asOf, (content, { history, activities }, asOf) => {
        const bound = bindActivities(compileSheet(content), activities);
        const all = explainEvents(bound, orderEvents(history.events), asOf).flat();
        const { contributions } = scoreHistory(bound, history, asOf, { explain: true });
        for (const item of all) seen[item.why ?? "counted"]++;
        for (const rule of content.rules) {
          if (rule.kind !== "behaviour") continue;
          const mine = all.filter((item) => item.rule === rule.key);
          const contribution = contributions.find((c) => c.rule === rule.key);
          const points = mine.reduce((sum, item) => sum + item.points, 0);
          expect(points).toBeCloseTo(contribution?.points ?? 0, 6);
          expect(mine.filter((item) => item.counted)).toHaveLength(contribution?.times ?? 0);
          if (contribution)
            expect(mine.filter((item) => item.why !== "window")).toHaveLength(contribution.matched ?? -1);
        }
      }),
      { numRuns: 2000 },
    );
    expect(seen.counted).toBeGreaterThan(500);
    expect(seen.limit).toBeGreaterThan(100);
    expect(seen.window).toBeGreaterThan(100);
  }, 60_000);

  it("do not depend on events older than those asked about", () => {
    fc.assert(
      fc.property(arb.sheet, arb.sample, arb.asOf, fc.nat({ max: 10 }), (content, sample, asOf, n) => {
        const bound = bindActivities(compileSheet(content), sample.activities);
        const events = orderEvents(sample.history.events);
        expect(explainEvents(bound, events.slice(0, n), asOf)).toStrictEqual(
          explainEvents(bound, events, asOf).slice(0, n),
        );
      }),
      { numRuns: 500 },
    );
  });
});
