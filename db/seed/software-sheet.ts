import type { Condition } from "../../lib/scoring/condition-schema.ts";
import type { SheetContentInput } from "../../lib/scoring/schema.ts";
import { TARGET_INDUSTRIES, TITLES } from "./names.ts";

type RuleInput = NonNullable<SheetContentInput["rules"]>[number];

const path = (value: string): Condition => ({ field: "path", op: "starts_with", value });

const fit: RuleInput[] = [
  {
    key: "decision_maker",
    name: "Decides or prepares the decision",
    category: "person",
    kind: "fit",
    cases: [
      { when: { field: "title", op: "in", value: [...TITLES.chief] }, points: 15 },
      {
        when: {
          any: [
            { field: "title", op: "starts_with", value: "Head" },
            { field: "title", op: "ends_with", value: "Director" },
          ],
        },
        points: 12,
      },
      { when: { field: "title", op: "ends_with", value: "Manager" }, points: 5 },
      { when: { field: "title", op: "eq", value: "Intern" }, points: -10 },
    ],
    otherwise: 0,
  },
  {
    key: "company_size",
    name: "Company of 50 to 1,000 people",
    category: "company",
    kind: "fit",
    cases: [
      { when: { field: "company_size", op: "between", value: [50, 1000] }, points: 12 },
      { when: { field: "company_size", op: "lt", value: 10 }, points: -5 },
    ],
    otherwise: 2,
  },
  {
    key: "industry",
    name: "Industry we know",
    category: "company",
    kind: "fit",
    cases: [{ when: { field: "industry", op: "in", value: [...TARGET_INDUSTRIES] }, points: 8 }],
    otherwise: 0,
  },
  {
    key: "country",
    name: "Spain or Portugal",
    category: "company",
    kind: "fit",
    cases: [{ when: { field: "country", op: "in", value: ["ES", "PT"] }, points: 5 }],
    otherwise: 0,
  },
];

const behaviour: RuleInput[] = [
  {
    key: "pricing",
    name: "Visited pricing",
    category: "web",
    kind: "behaviour",
    event: "page_viewed",
    where: path("/pricing"),
    points: 7,
    limit: { times: 3, per: "lifetime" },
    window_days: 60,
    half_life_days: 20,
  },
  {
    key: "customers",
    name: "Read a customer story",
    category: "web",
    kind: "behaviour",
    event: "page_viewed",
    where: path("/customers/"),
    points: 3,
    limit: { times: 3, per: "lifetime" },
    window_days: 60,
  },
  {
    key: "docs",
    name: "Read the documentation",
    category: "web",
    kind: "behaviour",
    event: "page_viewed",
    where: path("/docs"),
    points: 2,
    limit: { times: 1, per: "day" },
    window_days: 30,
  },
  {
    key: "demo",
    name: "Asked for a demo",
    category: "intent",
    kind: "behaviour",
    event: "demo_requested",
    where: null,
    points: 30,
    limit: { times: 1, per: "lifetime" },
    window_days: 60,
    half_life_days: 30,
  },
  {
    key: "chat",
    name: "Started a chat",
    category: "intent",
    kind: "behaviour",
    event: "chat_started",
    where: null,
    points: 5,
    limit: { times: 1, per: "day" },
    window_days: 30,
  },
  {
    key: "webinar",
    name: "Stayed half an hour in a webinar",
    category: "content",
    kind: "behaviour",
    event: "webinar_attended",
    where: { field: "minutes", op: "gte", value: 30 },
    points: 8,
    limit: { times: 2, per: "lifetime" },
    window_days: 90,
    half_life_days: 45,
  },
  {
    key: "download",
    name: "Downloaded a guide",
    category: "content",
    kind: "behaviour",
    event: "file_downloaded",
    where: { field: "file", op: "not_contains", value: "brand" },
    points: 4,
    limit: { times: 3, per: "lifetime" },
    window_days: 90,
  },
  {
    key: "newsletter",
    name: "Opened the newsletter",
    category: "mail",
    kind: "behaviour",
    event: "email_opened",
    where: null,
    points: 1,
    limit: { times: 5, per: "lifetime" },
    window_days: 60,
  },
  {
    key: "social",
    name: "Follows us on social media",
    category: "mail",
    kind: "behaviour",
    event: "social_followed",
    where: null,
    points: 2,
    limit: { times: 1, per: "lifetime" },
  },
  {
    key: "unsubscribed",
    name: "Unsubscribed",
    category: "minus",
    kind: "behaviour",
    event: "email_unsubscribed",
    where: null,
    points: -10,
    limit: { times: 1, per: "lifetime" },
  },
  {
    key: "careers",
    name: "Looked at jobs",
    category: "minus",
    kind: "behaviour",
    event: "page_viewed",
    where: path("/careers"),
    points: -20,
    limit: { times: 1, per: "lifetime" },
    window_days: 180,
  },
  {
    key: "quiet",
    name: "Went quiet",
    category: "minus",
    kind: "inactivity",
    after_days: 30,
    every_days: 15,
    points: -5,
    limit: { times: 4 },
  },
];

/** The sheet in force for the software company: fit × engagement, both needed to be hot. */
export const SOFTWARE: SheetContentInput = {
  range: { min: 0, max: 100 },
  dimensions: [
    {
      key: "fit",
      name: "Fit",
      min: -15,
      max: 40,
      bands: [
        { label: "A", from: 30 },
        { label: "B", from: 18 },
        { label: "C", from: 8 },
        { label: "D", from: null },
      ],
    },
    {
      key: "engagement",
      name: "Engagement",
      min: 0,
      max: 60,
      bands: [
        { label: "1", from: 35 },
        { label: "2", from: 18 },
        { label: "3", from: 8 },
        { label: "4", from: null },
      ],
    },
  ],
  categories: [
    { key: "person", name: "Person", dimension: "fit" },
    { key: "company", name: "Company", dimension: "fit" },
    { key: "web", name: "Website", dimension: "engagement", max: 30 },
    { key: "intent", name: "Intent", dimension: "engagement", max: 40 },
    { key: "content", name: "Content", dimension: "engagement", max: 20 },
    { key: "mail", name: "E-mail and social", dimension: "engagement", max: 5 },
    { key: "minus", name: "Minus points", dimension: "engagement", min: -30, max: 0 },
  ],
  rules: [...fit, ...behaviour],
  exclusions: [
    { key: "student", name: "Student", when: { field: "occupation", op: "eq", value: "student" } },
    { key: "competitor", name: "Competitor", when: { field: "is_competitor", op: "eq", value: true } },
  ],
  groups: [
    { key: "cold", name: "Cold", from: {} },
    { key: "warm", name: "Warm", from: { engagement: 8 } },
    { key: "hot", name: "Hot", from: { fit: 12, engagement: 15 }, handover: true },
  ],
};

const steady = (rule: RuleInput): RuleInput => {
  if (rule.kind !== "behaviour") return rule;
  return rule.key === "newsletter" ? { ...rule, points: 3 } : { ...rule, half_life_days: null };
};

/** The first try, retired since: nothing faded, the newsletter counted for much and fit for nothing at the threshold. */
export const SOFTWARE_FIRST: SheetContentInput = {
  ...SOFTWARE,
  categories: SOFTWARE.categories?.map((category) =>
    category.key === "mail" ? { ...category, max: 17 } : category,
  ),
  rules: [...fit, ...behaviour.map(steady)],
  groups: [
    { key: "cold", name: "Cold", from: {} },
    { key: "warm", name: "Warm", from: { engagement: 8 } },
    { key: "hot", name: "Hot", from: { engagement: 25 }, handover: true },
  ],
};
