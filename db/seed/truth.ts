import { TERRITORY } from "./names.ts";
import { DAY, type Line, type SeedEvent } from "./types.ts";

type Model = {
  /** Log-odds of becoming an opportunity for a lead that shows none of it and is not worked by sales. */
  intercept: number;
  /** Added log-odds when sales works the lead after a hand-over. */
  worked: number;
  /** Added log-odds per unit; named after the sheet rule that looks at the same thing. */
  drivers: Readonly<Record<string, number>>;
  /** Rules that are on the sheets and that truly change nothing. */
  nulls: readonly string[];
};

/** The logistic model that the outcomes of the demo workspace are drawn from. */
export const TRUTH: Readonly<Record<Line, Model>> = {
  cars: {
    intercept: -4,
    worked: 0.8,
    drivers: { offers: 0.35, directions: 0.75, test_drive: 1.5, horizon: 0.8, territory: 0.7, recency: -0.9 },
    nulls: ["newsletter", "social"],
  },
  software: {
    intercept: -4.4,
    worked: 0.8,
    drivers: {
      pricing: 0.7,
      demo: 1.6,
      decision_maker: 0.8,
      company_size: 0.7,
      webinar: 0.8,
      recency: -0.9,
    },
    nulls: ["newsletter", "social"],
  },
};

/** How far back behaviour bears on the outcome. */
const MEMORY = 60 * DAY;

const isOf = (list: readonly string[], value: unknown) => typeof value === "string" && list.includes(value);
const flag = (yes: boolean) => (yes ? 1 : 0);

/**
 * What the true model sees of a lead at an instant: counts (capped), flags and, as `recency`, the days since the
 * last event in units of 30. Holds drivers and null rules alike.
 * @param events any order
 * @param attributes as known at `at`
 */
export function seenAt(
  line: Line,
  events: readonly SeedEvent[],
  attributes: Readonly<Record<string, unknown>>,
  at: number,
): Record<string, number> {
  const past = events.filter((event) => event.at <= at);
  const recent = past.filter((event) => event.at > at - MEMORY);
  const count = (most: number, holds: (event: SeedEvent) => boolean) =>
    Math.min(most, recent.filter(holds).length);
  const page = (holds: (path: string) => boolean) => (event: SeedEvent) =>
    event.name === "page_viewed" && holds(String(event.properties.path));
  const last = past.reduce((newest, event) => Math.max(newest, event.at), Number.NEGATIVE_INFINITY);
  const common = {
    recency: last === Number.NEGATIVE_INFINITY ? 3 : Math.min(3, (at - last) / (30 * DAY)),
    newsletter: count(5, (event) => event.name === "email_opened"),
    social: count(1, (event) => event.name === "social_followed"),
  };
  if (line === "cars") {
    return {
      ...common,
      offers: count(
        3,
        page((path) => path.startsWith("/offers")),
      ),
      directions: count(
        2,
        page((path) => path.endsWith("/directions")),
      ),
      test_drive: count(1, (event) => event.name === "test_drive_requested"),
      horizon: flag(attributes.purchase_horizon === "this month"),
      territory: flag(isOf(TERRITORY, attributes.city)),
    };
  }
  const title = String(attributes.title ?? "");
  const size = Number(attributes.company_size ?? 0);
  return {
    ...common,
    pricing: count(
      3,
      page((path) => path.startsWith("/pricing")),
    ),
    demo: count(1, (event) => event.name === "demo_requested"),
    webinar: count(2, (event) => event.name === "webinar_attended" && Number(event.properties.minutes) >= 30),
    decision_maker: flag(/^(C[EFO]O|Managing|Head|.*Director)/.test(title)),
    company_size: flag(size >= 50 && size <= 1000),
  };
}

/** True probability that the lead becomes an opportunity, for what `seenAt` saw. */
export function probability(line: Line, seen: Readonly<Record<string, number>>, worked: boolean): number {
  const { intercept, worked: gain, drivers } = TRUTH[line];
  let odds = intercept + (worked ? gain : 0);
  for (const [name, weight] of Object.entries(drivers)) odds += weight * (seen[name] ?? 0);
  return 1 / (1 + Math.exp(-odds));
}
