import type { Random } from "./random.ts";
import { DAY, HOUR, type Line, MINUTE, type Person, type SeedEvent } from "./types.ts";

type Kind = Readonly<{ weight: number; pull: number; paths: readonly string[] }>;
/** A deed that a visit may end in: its chance at average intent, and how much intent raises it. */
type Deed = Readonly<{ chance: number; pull: number; make(random: Random): Omit<SeedEvent, "at"> }>;

const MODEL_PAGES = ["brio", "brio-electric", "tarifa", "sierra-suv", "sierra-hybrid", "camino-van"];
const DEALERS = ["valencia-norte", "valencia-puerto", "alicante", "castellon", "murcia"];
const STORIES = ["hotel-chain", "clinic-group", "haulier", "food-wholesaler", "fashion-retailer"];

const PAGES: Record<Line, readonly Kind[]> = {
  cars: [
    { weight: 18, pull: 0, paths: ["/"] },
    { weight: 32, pull: 0, paths: MODEL_PAGES.map((model) => `/models/${model}`) },
    { weight: 14, pull: 0.1, paths: ["/used", "/used/under-10000", "/used/hybrid", "/used/vans"] },
    { weight: 9, pull: 0.55, paths: ["/offers", ...MODEL_PAGES.map((model) => `/offers/${model}`)] },
    { weight: 8, pull: 0.2, paths: DEALERS.map((dealer) => `/dealers/${dealer}`) },
    { weight: 2.5, pull: 0.8, paths: DEALERS.map((dealer) => `/dealers/${dealer}/directions`) },
    { weight: 5, pull: 0.3, paths: ["/finance", "/finance/leasing"] },
    {
      weight: 10,
      pull: -0.2,
      paths: ["/news", "/news/electric-grants", "/news/motor-show", "/news/winter-tyres"],
    },
  ],
  software: [
    { weight: 18, pull: 0, paths: ["/"] },
    {
      weight: 26,
      pull: 0,
      paths: ["/product", "/product/invoicing", "/product/expenses", "/product/reports", "/product/api"],
    },
    { weight: 9, pull: 0.6, paths: ["/pricing", "/pricing/compare", "/pricing/enterprise"] },
    { weight: 9, pull: 0.3, paths: STORIES.map((story) => `/customers/${story}`) },
    { weight: 9, pull: 0.1, paths: ["/docs", "/docs/getting-started", "/docs/import", "/docs/api"] },
    {
      weight: 22,
      pull: -0.2,
      paths: ["/blog", "/blog/e-invoicing-law", "/blog/closing-the-month", "/blog/cash-flow", "/blog/vat"],
    },
  ],
};

const chat: Deed = {
  chance: 0.03,
  pull: 0.4,
  make: () => ({ name: "chat_started", properties: { channel: "website" } }),
};

const DEEDS: Record<Line, readonly Deed[]> = {
  cars: [
    chat,
    {
      chance: 0.028,
      pull: 0.9,
      make: (random) => ({
        name: "test_drive_requested",
        properties: { model: random.pick(MODEL_PAGES), dealer: random.pick(DEALERS) },
      }),
    },
    {
      chance: 0.045,
      pull: 0.5,
      make: (random) => ({ name: "configurator_saved", properties: { model: random.pick(MODEL_PAGES) } }),
    },
    {
      chance: 0.03,
      pull: 0.5,
      make: (random) => ({
        name: "form_submitted",
        properties: {
          form: random.pick(["trade-in", "valuation", "contact"]),
          model: random.pick(MODEL_PAGES),
        },
      }),
    },
    {
      chance: 0.04,
      pull: 0.4,
      make: (random) => ({
        name: "finance_calculated",
        properties: { months: random.pick([12, 24, 36, 48, 60, 72]), deposit: random.between(0, 12) * 500 },
      }),
    },
    {
      chance: 0.04,
      pull: 0.1,
      make: (random) => ({
        name: "file_downloaded",
        properties: { file: `brochure-${random.pick(MODEL_PAGES)}.pdf` },
      }),
    },
  ],
  software: [
    chat,
    {
      chance: 0.03,
      pull: 0.9,
      make: (random) => ({
        name: "demo_requested",
        properties: { plan: random.pick(["team", "business", "enterprise"]) },
      }),
    },
    {
      chance: 0.06,
      pull: 0.3,
      make: (random) => ({
        name: "file_downloaded",
        properties: {
          file: random.pick([
            "guide-e-invoicing.pdf",
            "guide-month-end.pdf",
            "roi-sheet.xlsx",
            "brand-kit.zip",
          ]),
        },
      }),
    },
    {
      chance: 0.03,
      pull: 0.2,
      make: (random) => ({
        name: "form_submitted",
        properties: { form: random.pick(["contact", "newsletter", "partner"]) },
      }),
    },
  ],
};

const REFERRERS = [
  "https://www.google.com/",
  "https://www.bing.com/",
  "https://www.linkedin.com/",
  "https://news.example.org/",
];

/** All that a person does from the day it is known until `now`, oldest first. Driven by traits, never by outcomes. */
export function makeEvents(random: Random, person: Person, now: number): SeedEvent[] {
  const events: SeedEvent[] = [];
  const line = person.lines.length > 0 ? random.pick(person.lines) : "cars";
  visits(random, person, line, events);
  letters(random, person, now, events);
  if (line === "software" && random.chance(0.22)) webinars(random, person, now, events);
  if (random.chance(0.06)) {
    const channel = random.pick(["instagram", "linkedin", "facebook"]);
    events.push({
      at: person.createdAt + random.wait(40 * DAY),
      name: "social_followed",
      properties: { channel },
    });
  }
  return events
    .map((event) => ({ ...event, at: Math.floor(event.at) }))
    .filter((event) => event.at <= now)
    .sort((a, b) => a.at - b.at);
}

/** Interest flares up and dies down: most come once or twice, a few come for months. */
function visits(random: Random, { createdAt, traits }: Person, line: Line, events: SeedEvent[]): void {
  const sessions = Math.min(30, 1 + Math.floor(Math.exp(0.7 + 0.4 * traits.intent + 0.85 * random.normal())));
  let at = createdAt;
  for (let session = 0; session < sessions; session++) {
    if (session > 0) at += (0.15 + random.wait(traits.intent > 0.5 ? 7 : 13)) * DAY;
    at = visit(random, traits.intent, traits.jobSeeker, line, at, events);
  }
}

function visit(
  random: Random,
  intent: number,
  jobSeeker: boolean,
  line: Line,
  from: number,
  events: SeedEvent[],
): number {
  let at = from;
  const pages = 1 + Math.min(14, Math.floor(random.wait(3.4)));
  for (let n = 0; n < pages; n++) {
    const path =
      jobSeeker && random.chance(0.5)
        ? random.pick(["/careers", "/careers/openings"])
        : nextPath(random, intent, line);
    const properties: SeedEvent["properties"] = {
      path,
      url: `https://www.example.com${path}`,
      title: titleOf(path),
    };
    if (n === 0 && random.chance(0.7)) properties.referrer = random.pick(REFERRERS);
    events.push({ at, name: "page_viewed", properties });
    at += 15_000 + random.wait(70_000);
  }
  for (const deed of DEEDS[line]) {
    if (!random.chance(Math.min(0.6, deed.chance * Math.exp(deed.pull * intent)))) continue;
    events.push({ at, ...deed.make(random) });
    at += MINUTE + random.wait(90_000);
  }
  return at;
}

function nextPath(random: Random, intent: number, line: Line): string {
  const kinds = PAGES[line];
  const weights = Object.fromEntries(
    kinds.map((kind, n) => [String(n), kind.weight * Math.exp(kind.pull * intent)]),
  );
  const kind = kinds[Number(random.weighted(weights))];
  return random.pick(kind?.paths ?? ["/"]);
}

function titleOf(path: string): string {
  const words = path.split("/").filter(Boolean).join(" - ").replaceAll("-", " ");
  return words === "" ? "Home" : words.charAt(0).toUpperCase() + words.slice(1);
}

/** A newsletter every other week; opening it depends on the habit of the reader alone. */
function letters(
  random: Random,
  { createdAt, traits, lines }: Person,
  now: number,
  events: SeedEvent[],
): void {
  if (!traits.subscribed) return;
  const first = Math.ceil(createdAt / (14 * DAY)) * 14 * DAY + 9 * HOUR;
  for (let sent = first; sent <= now; sent += 14 * DAY) {
    if (!random.chance(traits.openRate)) continue;
    const campaign = `news-${new Date(sent).toISOString().slice(0, 10)}`;
    const at = sent + random.wait(7 * HOUR);
    events.push({ at, name: "email_opened", properties: { campaign } });
    if (random.chance(0.13)) {
      const link = lines.includes("software")
        ? random.pick(["article", "webinar"])
        : random.pick(["offers", "article", "new-models"]);
      events.push({ at: at + MINUTE, name: "email_link_clicked", properties: { campaign, link } });
    }
    if (random.chance(0.025)) {
      events.push({ at: at + 2 * MINUTE, name: "email_unsubscribed", properties: { campaign } });
      return;
    }
  }
}

/** A webinar each month; those who register mostly come, and some leave early. */
function webinars(random: Random, { createdAt }: Person, now: number, events: SeedEvent[]): void {
  const held = Math.ceil(createdAt / (30 * DAY)) * 30 * DAY + 10 * HOUR;
  const topics = ["e-invoicing", "month-end", "cash-flow"];
  for (let at = held, times = random.between(1, 3); times > 0 && at <= now; at += 30 * DAY, times--) {
    const webinar = random.pick(topics);
    const registered = Math.max(createdAt, at - (1 + random.wait(4)) * DAY);
    events.push({ at: registered, name: "webinar_registered", properties: { webinar } });
    if (random.chance(0.7)) {
      events.push({
        at: at + HOUR,
        name: "webinar_attended",
        properties: { webinar, minutes: random.between(5, 60) },
      });
    }
  }
}
