import type { AttributeChange } from "../../lib/scoring/history.ts";
import {
  CITIES,
  COMPANIES,
  DOMAINS,
  FIRST_NAMES,
  INDUSTRIES,
  LAST_NAMES,
  MODELS,
  OCCUPATIONS,
  TITLES,
} from "./names.ts";
import type { Random } from "./random.ts";
import { DAY, type Line, type Person, type Traits } from "./types.ts";

const YEAR = 365 * DAY;
type Facts = { known(key: string, value: unknown, at?: number): void };

/** The n-th made-up lead: who it is, since when it is known, what is learnt of it and when. */
export function makePerson(random: Random, n: number, now: number): Person {
  const lines = linesOf(random);
  const tongue = random.chance(0.72) ? "es" : "en";
  // More of them lately: both companies grow.
  const createdAt = Math.floor(now - YEAR * random.unit() ** 1.4 * 0.997 - 3_600_000);
  const attributes: AttributeChange[] = [];
  const known = (key: string, value: unknown, at = createdAt) => {
    if (at <= now) attributes.push({ key, value, knownAt: Math.floor(at) });
  };
  const facts: Facts = { known };
  const first = random.pick(FIRST_NAMES[tongue]);
  const last = random.pick(LAST_NAMES[tongue]);
  const whole = tongue === "es" ? `${first} ${last} ${random.pick(LAST_NAMES.es)}` : `${first} ${last}`;
  const hasEmail = random.chance(0.95);
  const traits: Traits = {
    intent: random.normal(),
    jobSeeker: random.chance(0.04),
    subscribed: hasEmail && random.chance(0.62),
    openRate: random.unit() * 0.55,
  };
  if (hasEmail || random.chance(0.5)) known("name", whole);
  if (random.chance(0.82)) known("phone", phone(random, tongue));
  known("country", tongue === "es" ? (random.chance(0.93) ? "ES" : "PT") : random.chance(0.8) ? "GB" : "IE");
  known("city", random.pick(CITIES[tongue]));
  known(
    "source",
    random.weighted({
      google_ads: 26,
      organic: 30,
      facebook: 12,
      referral: 14,
      trade_fair: 8,
      newsletter: 10,
    }),
  );
  const [only] = lines;
  if (lines.length > 1) known("product_line", lines);
  else if (only) known("product_line", only);
  else if (random.chance(0.5)) known("product_line", "insurance");
  if (lines.includes("cars")) aboutDriver(random, facts, createdAt);
  if (lines.includes("software")) aboutCompany(random, facts, createdAt);
  return {
    email: hasEmail ? address(first, last, n, random) : null,
    externalId: random.chance(0.7) ? `C-${String(10_000 + n)}` : null,
    anonymousId: `demo-browser-${n}`,
    createdAt,
    lines,
    attributes,
    traits,
  };
}

function linesOf(random: Random): Line[] {
  const found = random.weighted({ cars: 57, software: 38, both: 1, none: 4 });
  return found === "both" ? ["cars", "software"] : found === "none" ? [] : [found];
}

function aboutDriver(random: Random, { known }: Facts, createdAt: number): void {
  const student = random.chance(0.05);
  const age = student
    ? random.between(18, 26)
    : Math.max(19, Math.min(82, Math.round(43 + random.normal() * 13)));
  known("age", age);
  known("occupation", student ? "student" : age > 66 ? "retired" : random.pick(OCCUPATIONS));
  if (random.chance(0.008)) known("is_staff", true);
  known("interest_model", random.pick(MODELS));
  if (random.chance(0.6)) {
    known(
      "vehicle",
      { model: random.pick(MODELS), age_years: random.between(1, 18) },
      createdAt + random.wait(6 * DAY),
    );
  }
  const horizon = random.weighted({ "this month": 15, "this quarter": 30, "this year": 35, unknown: 20 });
  if (horizon !== "unknown") known("purchase_horizon", horizon);
  if (horizon === "this quarter" && random.chance(0.4)) {
    known("purchase_horizon", "this month", createdAt + (20 + random.wait(35)) * DAY);
  }
}

function aboutCompany(random: Random, { known }: Facts, createdAt: number): void {
  const level = random.weighted({ chief: 14, head: 22, manager: 30, staff: 34 });
  const student = level === "staff" && random.chance(0.1);
  if (student) known("occupation", "student");
  if (random.chance(0.012)) known("is_competitor", true);
  known("company", random.pick(COMPANIES));
  if (random.chance(0.92)) known("title", student ? "Intern" : random.pick(TITLES[level]));
  // Enriched some days later, and not always found.
  const enrichedAt = createdAt + (0.5 + random.wait(2)) * DAY;
  if (random.chance(0.9)) {
    const size = Math.max(2, Math.round(Math.exp(4.4 + random.normal() * 1.5)));
    known("company_size", size, enrichedAt);
    known("industry", random.pick(INDUSTRIES), enrichedAt);
    if (random.chance(0.12))
      known("company_size", Math.round(size * 1.35), enrichedAt + random.wait(120 * DAY));
  }
  if (level === "manager" && random.chance(0.12)) {
    known("title", random.pick(TITLES.head), createdAt + (30 + random.wait(60)) * DAY);
  }
}

/** Numbers that reach nobody: 555 is no Spanish prefix, 07700 900 is kept by Ofcom for drama. */
function phone(random: Random, tongue: "es" | "en"): string {
  if (tongue === "en") return `+44 7700 900${String(random.between(0, 999)).padStart(3, "0")}`;
  return `+34 555 ${String(random.between(0, 999)).padStart(3, "0")} ${String(random.between(0, 999)).padStart(3, "0")}`;
}

function address(first: string, last: string, n: number, random: Random): string {
  const plain = (text: string) =>
    text
      .normalize("NFKD")
      .replace(/[^A-Za-z]/g, "")
      .toLowerCase();
  return `${plain(first)}.${plain(last)}.${n}@${random.pick(DOMAINS)}`;
}
