import type { Condition } from "../../lib/scoring/condition-schema.ts";
import type { SheetContentInput } from "../../lib/scoring/schema.ts";
import { TERRITORY } from "./names.ts";

type RuleInput = NonNullable<SheetContentInput["rules"]>[number];

const page = (op: "starts_with" | "ends_with" | "eq", value: string): Condition => ({
  field: "path",
  op,
  value,
});

const rules: RuleInput[] = [
  {
    key: "offers",
    name: "Looked at offers and prices",
    category: "web",
    kind: "behaviour",
    event: "page_viewed",
    where: page("starts_with", "/offers"),
    points: 6,
    limit: { times: 3, per: "lifetime" },
    window_days: 60,
    half_life_days: 30,
  },
  {
    key: "directions",
    name: "Looked up how to get to a dealer",
    category: "web",
    kind: "behaviour",
    event: "page_viewed",
    where: { all: [page("starts_with", "/dealers/"), page("ends_with", "/directions")] },
    points: 10,
    limit: { times: 2, per: "lifetime" },
    window_days: 45,
    half_life_days: 15,
  },
  {
    key: "configurator",
    name: "Saved a configuration",
    category: "web",
    kind: "behaviour",
    event: "configurator_saved",
    where: null,
    points: 8,
    limit: { times: 2, per: "lifetime" },
    window_days: 60,
  },
  {
    key: "test_drive",
    name: "Asked for a test drive",
    category: "contact",
    kind: "behaviour",
    event: "test_drive_requested",
    where: null,
    points: 30,
    limit: { times: 1, per: "lifetime" },
    window_days: 60,
    half_life_days: 30,
  },
  {
    key: "trade_in",
    name: "Asked what the old car is worth",
    category: "contact",
    kind: "behaviour",
    event: "form_submitted",
    where: { field: "form", op: "in", value: ["trade-in", "valuation"] },
    points: 10,
    limit: { times: 1, per: "lifetime" },
    window_days: 90,
  },
  {
    key: "finance",
    name: "Worked out a monthly payment",
    category: "contact",
    kind: "behaviour",
    event: "finance_calculated",
    where: { field: "months", op: "gte", value: 24 },
    points: 6,
    limit: { times: 2, per: "lifetime" },
    window_days: 60,
  },
  {
    key: "chat",
    name: "Chatted with a dealer",
    category: "contact",
    kind: "behaviour",
    event: "chat_started",
    where: null,
    points: 5,
    limit: { times: 1, per: "day" },
    window_days: 30,
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
    key: "mail_click",
    name: "Clicked in an e-mail",
    category: "mail",
    kind: "behaviour",
    event: "email_link_clicked",
    where: { field: "link", op: "contains", value: "offer" },
    points: 2,
    limit: { times: 3, per: "lifetime" },
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
    where: page("starts_with", "/careers"),
    points: -15,
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
  {
    key: "horizon",
    name: "When they mean to buy",
    category: "person",
    kind: "fit",
    cases: [
      { when: { field: "purchase_horizon", op: "eq", value: "this month" }, points: 15 },
      { when: { field: "purchase_horizon", op: "eq", value: "this quarter" }, points: 8 },
    ],
    otherwise: 0,
  },
  {
    key: "territory",
    name: "Lives near one of our dealers",
    category: "person",
    kind: "fit",
    cases: [{ when: { field: "city", op: "in", value: [...TERRITORY] }, points: 10 }],
    otherwise: -5,
  },
  {
    key: "age",
    name: "Age",
    category: "person",
    kind: "fit",
    cases: [
      { when: { field: "age", op: "between", value: [28, 65] }, points: 5 },
      { when: { field: "age", op: "lt", value: 21 }, points: -5 },
    ],
    otherwise: 0,
  },
  {
    key: "old_car",
    name: "Drives a car of eight years or more",
    category: "person",
    kind: "fit",
    cases: [{ when: { field: "vehicle.age_years", op: "gte", value: 8 }, points: 5 }],
    otherwise: 0,
  },
  {
    key: "phone",
    name: "Can be reached by phone",
    category: "person",
    kind: "fit",
    cases: [{ when: { field: "phone", op: "exists" }, points: 3 }],
    otherwise: 0,
  },
];

/** What happens when a lead gets hot and when it no longer is: a score that comes and goes tells nobody twice a day. */
const HOT = {
  leave: { after_hours: 24, points_below: 5 },
  actions: [
    { key: "tell-sales", on: "enter", kind: "alert", to: "sales", channels: ["app"] },
    { key: "tell-crm", on: "enter", kind: "crm" },
    { key: "tell-owner", on: "leave", kind: "alert", to: "owner", channels: ["app"] },
  ],
} satisfies Partial<NonNullable<SheetContentInput["groups"]>[number]>;

/** What both sides signed for the dealership group. */
export const DEALERSHIP: SheetContentInput = {
  range: { min: 0, max: 100 },
  dimensions: [
    {
      key: "fit",
      name: "Fit",
      min: -10,
      max: 35,
      bands: [
        { label: "A", from: 25 },
        { label: "B", from: 15 },
        { label: "C", from: 5 },
        { label: "D", from: null },
      ],
    },
    {
      key: "behaviour",
      name: "Behaviour",
      min: 0,
      max: 75,
      bands: [
        { label: "1", from: 45 },
        { label: "2", from: 25 },
        { label: "3", from: 10 },
        { label: "4", from: null },
      ],
    },
  ],
  categories: [
    { key: "person", name: "Person", dimension: "fit" },
    { key: "web", name: "Website", dimension: "behaviour", max: 35 },
    { key: "contact", name: "Contact", dimension: "behaviour", max: 50 },
    { key: "mail", name: "E-mail and social", dimension: "behaviour", max: 8 },
    { key: "minus", name: "Minus points", dimension: "behaviour", min: -30, max: 0 },
  ],
  rules,
  exclusions: [
    { key: "student", name: "Student", when: { field: "occupation", op: "eq", value: "student" } },
    { key: "staff", name: "Works for us", when: { field: "is_staff", op: "eq", value: true } },
  ],
  groups: [
    { key: "cold", name: "Cold", from: {} },
    { key: "warm", name: "Warm", from: { total: 20 } },
    { key: "hot", name: "Hot", from: { total: 38, behaviour: 16 }, handover: true, ...HOT },
  ],
};

/** The next version, waiting for sales: less for newsletters, more for the way to the dealer, an earlier threshold. */
export const DEALERSHIP_NEXT: SheetContentInput = {
  ...DEALERSHIP,
  rules: rules
    .filter((rule) => rule.key !== "social")
    .map((rule) => (rule.kind === "behaviour" && rule.key === "directions" ? { ...rule, points: 14 } : rule))
    .map((rule) =>
      rule.kind === "behaviour" && rule.key === "newsletter" ? { ...rule, limit: { times: 2 } } : rule,
    ),
  groups: [
    { key: "cold", name: "Cold", from: {} },
    { key: "warm", name: "Warm", from: { total: 20 } },
    { key: "hot", name: "Hot", from: { total: 34, behaviour: 16 }, handover: true, ...HOT },
  ],
};
