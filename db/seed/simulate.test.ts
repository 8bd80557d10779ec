import { beforeAll, describe, expect, test, vi } from "vitest";
import { validateSheet } from "../../lib/scoring/validate.ts";
import { fitLogistic } from "./logistic.test-helper.ts";
import { SEED_SHEETS } from "./sheets.ts";
import { fingerprint, simulate } from "./simulate.ts";
import { TRUTH } from "./truth.ts";
import type { Draw, Line, SeedLead } from "./types.ts";

const NOW = Date.UTC(2026, 10, 21, 18);
const SEED = 20_261_121;
const LINES: Line[] = ["cars", "software"];

let leads: SeedLead[] = [];
beforeAll(() => {
  leads = simulate({ now: NOW, seed: SEED });
}, 120_000);

const share = (draws: Draw[]) => draws.filter((draw) => draw.converts).length / draws.length;
const drawsOf = (line: Line) => leads.flatMap((lead) => lead.draws).filter((draw) => draw.line === line);

test("the same seed and the same now give the same year; another of either gives another", () => {
  const few = (now: number, seed: number) => fingerprint(simulate({ now, seed, leads: 60 }));
  const first = few(NOW, SEED);
  expect(few(NOW, SEED)).toBe(first);
  expect(few(NOW, SEED + 1)).not.toBe(first);
  expect(few(NOW + 1, SEED)).not.toBe(first);
  expect(fingerprint(leads.slice(0, 60))).toBe(first);
});

test("neither the clock nor Math.random has a say", () => {
  const refuse = () => {
    throw new Error("the simulator asked for what it was not given");
  };
  const asked = [
    vi.spyOn(Math, "random").mockImplementation(refuse),
    vi.spyOn(Date, "now").mockImplementation(refuse),
  ];
  try {
    expect(simulate({ now: NOW, seed: SEED, leads: 40 })).toHaveLength(40);
  } finally {
    for (const spy of asked) spy.mockRestore();
  }
});

test("nothing happens after now, nor before the lead is known", () => {
  const wrong = leads.filter((lead) => {
    const instants = [
      ...lead.attributes.map((change) => change.knownAt),
      ...[lead.events, lead.history, lead.moves, lead.handovers, lead.stages, lead.draws]
        .flat()
        .map(({ at }) => at),
      ...lead.handovers.flatMap(({ decision }) => decision?.at ?? []),
    ];
    return !instants.every((at) => Number.isInteger(at) && at <= NOW && at >= lead.createdAt);
  });
  expect(wrong.map(({ n }) => n)).toEqual([]);
});

test("mail and phones reach nobody", () => {
  const emails = leads.flatMap((lead) => lead.email ?? []);
  expect(new Set(emails).size).toBe(emails.length);
  for (const email of emails) expect(email).toMatch(/^[a-z.]+\.\d+@example\.(com|org|net)$/);
  const phones = leads.flatMap((lead) =>
    lead.attributes.filter(({ key }) => key === "phone").map(({ value }) => value),
  );
  for (const phone of phones) expect(phone).toMatch(/^(\+34 555 |\+44 7700 900)/);
  expect(emails.length).toBeGreaterThan(leads.length * 0.9);
  expect(phones.length).toBeGreaterThan(leads.length * 0.75);
});

test("there are enough events, most of them by a few leads", () => {
  const sizes = leads.map((lead) => lead.events.length).sort((a, b) => b - a);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(60_000);
  expect(total).toBeLessThan(120_000);
  expect(sizes.slice(0, sizes.length / 5).reduce((sum, size) => sum + size, 0)).toBeGreaterThan(total * 0.4);
});

test("every version of every sheet is valid and normalised", () => {
  for (const { content } of SEED_SHEETS.flatMap((sheet) => sheet.versions)) {
    expect(validateSheet(content)).toEqual({ ok: true, content });
  }
});

describe.each(LINES)("the truth about %s", (line) => {
  const { drivers, nulls, intercept, worked } = TRUTH[line];

  test("every rule that the truth names is on the active sheet", () => {
    const active = SEED_SHEETS.find((sheet) => sheet.line === line)?.versions.find(
      ({ state }) => state === "active",
    );
    const keys = active?.content.rules.map((rule) => rule.key);
    const named = Object.keys(drivers).filter((name) => name !== "recency");
    expect(keys).toEqual(expect.arrayContaining([...named, ...nulls]));
  });

  test("leads that show a driver convert more often than those that do not", () => {
    const draws = drawsOf(line);
    for (const [name, weight] of Object.entries(drivers)) {
      const limit = name === "recency" ? 1 : 0;
      const high = share(draws.filter(({ seen }) => (seen[name] ?? 0) > limit));
      const low = share(draws.filter(({ seen }) => (seen[name] ?? 0) <= limit));
      expect(Math.sign(high - low), name).toBe(Math.sign(weight));
    }
  });

  test("a logistic regression on the outcomes finds the weights again, and nothing in the null rules", () => {
    const draws = drawsOf(line);
    const names = [...Object.keys(drivers), ...nulls];
    const rows = draws.map((draw) => [1, draw.worked ? 1 : 0, ...names.map((name) => draw.seen[name] ?? 0)]);
    const { weights, errors } = fitLogistic(
      rows,
      draws.map((draw) => draw.converts),
    );
    const truth = [intercept, worked, ...names.map((name) => drivers[name] ?? 0)];
    truth.forEach((value, i) => {
      expect(
        Math.abs((weights[i] ?? 0) - value) / (errors[i] ?? 0),
        ["intercept", "worked", ...names][i],
      ).toBeLessThan(3);
    });
  });
});

test("hot leads become opportunities several times as often as the others", () => {
  for (const line of LINES) {
    const draws = drawsOf(line);
    expect(share(draws.filter((draw) => draw.worked))).toBeGreaterThan(
      4 * share(draws.filter((draw) => !draw.worked)),
    );
  }
});
