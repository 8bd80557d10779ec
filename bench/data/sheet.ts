import type { Condition } from "#lib/scoring/condition-schema.ts";
import { type SheetContent, sheetContentSchema } from "#lib/scoring/schema.ts";

const SECTIONS = ["pricing", "product", "docs", "blog", "customers", "careers", "compare", "integrations"];
const WINDOWS = [30, 90, 180, null];
const HALF_LIVES = [14, null, 30, null, 60];
const LIMITS = [
  { times: 3, per: "lifetime" },
  { times: 1, per: "day" },
  { times: 10, per: "lifetime" },
  null,
];

type Matching = { key: string; event: string; where: Condition | null };

const starts = (field: string, value: string): Condition => ({ field, op: "starts_with", value });
const equals = (field: string, value: string): Condition => ({ field, op: "eq", value });

/** What the 37 behaviour rules look for: from every page of a section to one form. */
const MATCHING: Matching[] = [
  ...SECTIONS.map((s) => ({ key: `page-${s}`, event: "page_viewed", where: starts("path", `/${s}/`) })),
  ...SECTIONS.map((s) => ({ key: `first-${s}`, event: "page_viewed", where: equals("path", `/${s}/0`) })),
  ...["paid", "email", "referral", "direct"].map((c) => ({
    key: `session-${c}`,
    event: "session_started",
    where: equals("channel", c),
  })),
  ...["1", "2", "3", "4"].map((n) => ({
    key: `opened-${n}`,
    event: "email_opened",
    where: starts("campaign", `campaign-${n}`),
  })),
  ...["demo", "article"].map((l) => ({
    key: `clicked-${l}`,
    event: "email_clicked",
    where: equals("link", l),
  })),
  { key: "form-demo", event: "form_submitted", where: equals("form", "demo") },
  { key: "form-any", event: "form_submitted", where: null },
  { key: "guide", event: "asset_downloaded", where: starts("asset", "guide") },
  { key: "report", event: "asset_downloaded", where: starts("asset", "report") },
  { key: "webinar", event: "webinar_attended", where: null },
  { key: "webinar-first", event: "webinar_attended", where: starts("webinar", "webinar-1") },
  { key: "webinar-second", event: "webinar_attended", where: starts("webinar", "webinar-2") },
  { key: "ad-search", event: "ad_clicked", where: equals("network", "search") },
  { key: "ad-social", event: "ad_clicked", where: equals("network", "social") },
  { key: "ad-any", event: "ad_clicked", where: null },
  { key: "anything", event: "*", where: null },
];

const behaviours = MATCHING.map((matching, n) => ({
  ...matching,
  name: matching.key,
  category: n < 20 ? "web" : "campaigns",
  kind: "behaviour",
  points: matching.key === "anything" ? 0.1 : 1 + (n % 3),
  limit: matching.key === "anything" ? { times: 50, per: "lifetime" } : LIMITS[n % LIMITS.length],
  window_days: WINDOWS[n % WINDOWS.length],
  half_life_days: HALF_LIVES[n % HALF_LIVES.length],
}));

const profile = (key: string, cases: { when: Condition; points: number }[], otherwise = 0) => ({
  key,
  name: key,
  category: "profile",
  kind: "fit",
  cases,
  otherwise,
});
const atLeast = (field: string, value: number, points: number) => ({
  when: { field, op: "gte" as const, value },
  points,
});

const fits = (pointsForSpain: number) => [
  profile("spain", [{ when: equals("country", "ES"), points: pointsForSpain }]),
  profile("title", [
    { when: { field: "title", op: "in", value: ["CEO", "CTO"] }, points: 8 },
    { when: starts("title", "Head"), points: 6 },
    { when: { field: "title", op: "contains", value: "manager" }, points: 4 },
  ]),
  profile("size", [
    atLeast("employees", 1_000, 8),
    atLeast("employees", 200, 5),
    atLeast("employees", 20, 2),
  ]),
  ...["software", "retail", "health", "education", "finance", "media"].map((industry, n) =>
    profile(`industry-${industry}`, [{ when: equals("industry", industry), points: (n % 3) + 1 }]),
  ),
  ...["organic", "event", "referral"].map((source) =>
    profile(`source-${source}`, [{ when: equals("lead_source", source), points: 2 }]),
  ),
];

/**
 * The bench's sheet: 50 rules (37 on behaviour with limits, windows and half-lives, 12 on the profile, 1 on silence).
 * @param pointsForSpain what the rule that holds for one lead in five gives; the versions differ in this alone
 */
export function benchSheet(pointsForSpain: number): SheetContent {
  const content = sheetContentSchema.parse({
    range: { min: 0 },
    dimensions: [
      {
        key: "engagement",
        name: "Engagement",
        min: 0,
        bands: [{ label: "1", from: 30 }, { label: "2", from: 10 }, { label: "3" }],
      },
      { key: "fit", name: "Fit", bands: [{ label: "A", from: 12 }, { label: "B", from: 6 }, { label: "C" }] },
    ],
    categories: [
      { key: "web", name: "Website", dimension: "engagement", max: 60 },
      { key: "campaigns", name: "Campaigns", dimension: "engagement", max: 60 },
      { key: "profile", name: "Profile", dimension: "fit" },
    ],
    rules: [
      ...behaviours,
      ...fits(pointsForSpain),
      {
        key: "silent",
        name: "silent",
        category: "web",
        kind: "inactivity",
        after_days: 60,
        every_days: 30,
        points: -3,
        limit: { times: 4 },
      },
    ],
    exclusions: [{ key: "student", name: "Student", when: equals("title", "Student") }],
    groups: [
      { key: "cold", name: "Cold", from: {} },
      { key: "warm", name: "Warm", from: { total: 20 } },
      { key: "hot", name: "Hot", from: { total: 45 }, handover: true },
    ],
  });
  if (content.rules.length !== 50) throw new Error(`the bench's sheet has ${content.rules.length} rules`);
  return content;
}
