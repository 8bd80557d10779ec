/** Random sheets and histories for the property tests: small vocabularies, so that rules really meet events. */
import fc from "fast-check";
import type { Activity } from "./bind.ts";
import type { Condition, Leaf } from "./condition-schema.ts";
import type { History } from "./history.ts";
import type { NaiveEvent } from "./naive.test-helper.ts";
import type { Rule, SheetContent } from "./schema.ts";

export const DAY = 86_400_000;
export const ORIGIN = Date.UTC(2026, 1, 20);
const SPAN = 60 * DAY;

const NAMES = ["page_viewed", "form_submitted", "email_opened"];
const FIELDS = ["path", "n", "tags", "when", "flag", "a.b", "context.page.path", "gone"];

const isoNear = fc.integer({ min: -70 * 24, max: 40 * 24 }).chain((hours) => {
  const iso = new Date(ORIGIN + SPAN + hours * 3_600_000).toISOString();
  return fc.constantFrom(
    iso,
    iso.slice(0, 10),
    `${iso.slice(0, 16)}+02:00`,
    iso.slice(0, 19),
    `${iso.slice(0, 16)}Z`,
  );
});

const oddText = fc.constantFrom(
  "",
  "/Pricing",
  "/pricing/b",
  "TRUE",
  "true",
  "5",
  " 5 ",
  "5.0",
  "-3",
  "1e1",
  "x5",
  "2026-02-30",
);
const scalar = fc.oneof(
  oddText,
  fc.integer({ min: -3, max: 10 }),
  fc.constantFrom(0.5, 5),
  fc.boolean(),
  isoNear,
);
const json = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(fc.oneof(scalar, fc.constant(null)), { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.record({ b: scalar }) },
);

const numeric = fc.oneof(fc.integer({ min: -3, max: 10 }), fc.constantFrom("5", "-3", "0.5", " 2 "));
const field = fc.constantFrom(...FIELDS);

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.record({
    field,
    op: fc.constantFrom("eq", "neq", "contains", "not_contains", "starts_with", "ends_with"),
    value: scalar,
  }),
  fc.record({ field, op: fc.constantFrom("in", "not_in"), value: fc.array(scalar, { maxLength: 4 }) }),
  fc.record({ field, op: fc.constantFrom("gt", "gte", "lt", "lte"), value: numeric }),
  fc.record({ field, op: fc.constant("between"), value: fc.tuple(numeric, numeric) }),
  fc.record({ field, op: fc.constantFrom("before", "after"), value: isoNear }),
  fc.record({ field, op: fc.constant("within_days"), value: fc.constantFrom(1, 7, 30, 0.5, 1.3) }),
  fc.record({ field, op: fc.constantFrom("exists", "not_exists") }),
) as fc.Arbitrary<Leaf>;

export const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    leaf,
    fc.record({ all: fc.array(tie("node"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("node"), { maxLength: 3 }) }),
    fc.record({ not: tie("node") }),
  ),
})).node;

const points = fc.oneof(fc.integer({ min: -10, max: 20 }), fc.constantFrom(0.1, 2.5, -0.5, 0));
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const times = fc.integer({ min: 1, max: 3 });

const bodies = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("behaviour" as const),
      event: fc.constantFrom("*", ...NAMES),
      where: fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: condition }),
      points,
      limit: orNull(fc.record({ times, per: fc.constantFrom("lifetime" as const, "day" as const) })),
      window_days: orNull(fc.constantFrom(1, 3, 10, 30, 2.5, 0.7)),
      half_life_days: orNull(fc.constantFrom(1, 5, 30, 0.4)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("fit" as const),
      cases: fc.array(fc.record({ when: condition, points }), { maxLength: 3 }),
      otherwise: points,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("inactivity" as const),
      after_days: fc.constantFrom(0, 1, 5, 2.5),
      every_days: orNull(fc.constantFrom(1, 3, 0.7)),
      points,
      limit: orNull(fc.record({ times })),
    }),
  },
);

/** One rule in ten. */
const muted = fc.integer({ min: 0, max: 9 }).map((n) => n === 0);

const clamps: fc.Arbitrary<SheetContent["range"]> = fc.constantFrom(
  { min: null, max: null },
  { min: 0, max: null },
  { min: null, max: 12 },
  { min: -5, max: 15 },
  { min: 1, max: 10 },
  { min: -2.5, max: 7.5 },
);

const bands: fc.Arbitrary<SheetContent["dimensions"][number]["bands"]> = fc.constantFrom(
  [],
  [
    { label: "A", from: 10 },
    { label: "B", from: 3 },
    { label: "C", from: null },
  ],
  [{ label: "1", from: 5 }],
);

/** Well formed, though groups need not be reachable: the scorer must agree with the contract all the same. */
export const sheet: fc.Arbitrary<SheetContent> = fc
  .record({
    range: clamps,
    first: clamps,
    second: clamps,
    bands: fc.tuple(bands, bands),
    categories: fc.array(fc.tuple(fc.constantFrom("d0", "d1"), clamps), { minLength: 1, maxLength: 4 }),
    rules: fc.array(fc.tuple(bodies, fc.nat(), muted), { minLength: 2, maxLength: 8, size: "max" }),
    exclusions: fc.array(condition, { maxLength: 2 }),
    minimums: fc.array(
      fc.dictionary(fc.constantFrom("total", "d0", "d1"), fc.integer({ min: -3, max: 20 }), { maxKeys: 2 }),
      { maxLength: 3 },
    ),
  })
  .map((raw) => ({
    range: raw.range,
    dimensions: [
      { key: "d0", name: "D0", ...raw.first, bands: raw.bands[0] },
      { key: "d1", name: "D1", ...raw.second, bands: raw.bands[1] },
    ],
    categories: raw.categories.map(([dimension, clamp], i) => ({
      key: `c${i}`,
      name: `C${i}`,
      dimension,
      ...clamp,
    })),
    rules: raw.rules.map(([body, n, mute], i): Rule => {
      const head = { key: `r${i}`, name: `R${i}`, category: `c${n % raw.categories.length}` };
      return { ...head, ...(mute && { muted: true }), ...body };
    }),
    exclusions: raw.exclusions.map((when, i) => ({ key: `x${i}`, name: `X${i}`, when })),
    groups: [{}, ...raw.minimums].map((from, i) => ({
      key: `g${i}`,
      name: `G${i}`,
      from: { ...from },
      handover: false,
    })),
  }));

const instant = fc
  .oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: SPAN }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 60 }).map((d) => d * DAY) },
    { weight: 1, arbitrary: fc.integer({ min: 40, max: 60 }).map((d) => d * DAY + 1) },
  )
  .map((ms) => ORIGIN + ms);

export const asOf = fc.oneof(
  instant,
  fc.integer({ min: 50, max: 75 }).map((d) => ORIGIN + d * DAY),
);

const fields = fc.record(
  {
    path: json,
    n: json,
    tags: json,
    when: fc.oneof(isoNear, json),
    flag: json,
    "a.b": json,
    a: fc.record({ b: json }),
    context: fc.record({ page: fc.record({ path: scalar }) }),
  },
  { requiredKeys: [] },
);

export const attributeHistory = fc.array(
  fc.record({
    key: fc.constantFrom("path", "n", "tags", "when", "flag", "a", "a.b"),
    value: fc.oneof(json, isoNear),
    knownAt: instant,
  }),
  { maxLength: 8 },
);

/** Given by hand; some to a dimension that no sheet has, some that end before they begin. */
export const adjustments = fc
  .array(
    fc.record({
      at: instant,
      until: fc.option(instant, { freq: 2 }),
      points: fc
        .oneof(fc.integer({ min: -20, max: 20 }), fc.double({ min: -20, max: 20, noNaN: true }))
        .map((x) => x || 1),
      dimension: fc.constantFrom("d0", "d0", "d1", "d9"),
    }),
    { maxLength: 4 },
  )
  .map((all) => all.map((one, n) => ({ id: n + 1, ...one })));

export type Sample = { events: NaiveEvent[]; history: History; activities: Activity[] };

/** Random events, once whole for the naive reading, once split into activity and leftovers. */
export const sample: fc.Arbitrary<Sample> = fc
  .tuple(
    fc.array(
      fc.record({
        name: fc.constantFrom(...NAMES),
        at: instant,
        fields,
        coded: fc.subarray(["path", "n", "tags", "when", "flag", "a.b", "a", "context"]),
      }),
      { minLength: 1, maxLength: 16, size: "max" },
    ),
    attributeHistory,
    fc.boolean(),
    adjustments,
  )
  .map(([raw, attributes, openEnded, given]) => {
    const rests = raw.map((event) => event.coded);
    const restNames = new Set(
      raw.flatMap((event, i) => Object.keys(event.fields).filter((k) => !rests[i]?.includes(k))),
    );
    const pick = (from: object, keep: (key: string) => boolean) =>
      Object.fromEntries(Object.entries(from).filter(([key]) => keep(key)));
    const activities = raw.map(
      (event, id): Activity => ({
        id,
        name: event.name,
        properties: pick(event.fields, (key) => event.coded.includes(key)),
        mayHaveRest: openEnded ? null : restNames,
      }),
    );
    return {
      activities,
      events: raw.map(({ name, at, fields: all }, i) => ({
        messageId: `m${i}`,
        name,
        at,
        fields: { ...all },
      })),
      history: {
        attributeHistory: attributes,
        adjustments: given,
        events: raw.map((event, i) => {
          const rest = pick(event.fields, (key) => !event.coded.includes(key));
          return {
            messageId: `m${i}`,
            activityId: i,
            at: event.at,
            rest: Object.keys(rest).length > 0 ? rest : null,
          };
        }),
      },
    };
  });
