import { expect, it } from "vitest";
import { bindActivities } from "./bind.ts";
import { compileSheet } from "./compile.ts";
import { contentHash } from "./hash.ts";
import { eventsToActivities } from "./history.ts";
import { type SheetContent, sheetContentSchema } from "./schema.ts";
import { scoreLead } from "./score-lead.ts";
import { brief, issuesOf, rule, sample } from "./sheets.test-helper.ts";

const NOW = Date.UTC(2026, 2, 31, 12);

/** The sample, its rule on pricing visits with `muted` as given; undefined: without the field. */
function contentWith(muted: boolean | null | undefined): SheetContent {
  const draft = sample();
  if (muted !== undefined) rule(draft, 0).muted = muted;
  return sheetContentSchema.parse(draft);
}

it("a rule that is not muted is stored and signed as if nobody had ever heard of muting", () => {
  for (const muted of [false, null]) {
    const content = contentWith(muted);
    expect(Object.keys(content.rules[0] ?? {})).not.toContain("muted");
    expect(contentHash("all", content)).toBe(contentHash("all", contentWith(undefined)));
  }
  expect(contentHash("all", contentWith(true))).not.toBe(contentHash("all", contentWith(undefined)));
});

it("a muted rule gives no points, is no contribution, and gives them again once unmuted", () => {
  const view = { messageId: "m", name: "page_viewed", at: NOW, properties: { path: "/pricing" } };
  const { activities, events } = eventsToActivities([view]);
  const score = (muted: boolean) =>
    scoreLead(
      bindActivities(compileSheet(contentWith(muted)), activities),
      { attributes: { title: "CEO" }, events },
      NOW,
      { explain: true },
    );
  expect(score(true)).toMatchObject({ total: 20, contributions: [{ rule: "title", points: 20 }] });
  expect(score(false)).toMatchObject({ total: 25, contributions: [{ rule: "pricing" }, { rule: "title" }] });
});

it("a group that only a muted rule could fill is refused as unreachable", () => {
  const issues = issuesOf((draft) => {
    rule(draft, 1).muted = true;
  });
  expect(brief(issues)).toEqual(["groups.2.from.total unreachable_group"]);
  expect(brief(issuesOf((draft) => Object.assign(rule(draft, 1), { muted: "yes" })))).toEqual([
    "rules.1.muted invalid_type",
  ]);
});
