import type { Stage } from "../leads/stages.ts";

/**
 * A second reading of what the funnel's figures mean, lead by lead and by plain search, for tests: it shares no code with
 * the first.
 */
export type NaiveLead = {
  at: number;
  source: string | null;
  segment: string | null;
  stages: { stage: Stage; at: number; value: number | null }[];
};
export type NaiveAsk = {
  basis: "cohort" | "period";
  from: string;
  to: string;
  zone: string;
  now: number;
  horizon: number;
};

const ORDER = ["lead", "mql", "sal", "sql", "opportunity", "customer"];
const DAY = 86_400_000;

const clock = new Map<string, Intl.DateTimeFormat>();
export function naiveDay(ms: number, zone: string): string {
  const format =
    clock.get(zone) ??
    new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  clock.set(zone, format);
  return format.format(ms);
}

/** When a lead was at a stage or beyond it for the first time; null: never. */
export function naiveReached(lead: NaiveLead, stage: string): number | null {
  if (stage === "lead") return lead.at;
  let first: number | null = null;
  for (const row of lead.stages)
    if (ORDER.indexOf(row.stage) >= ORDER.indexOf(stage) && (first === null || row.at < first))
      first = row.at;
  return first;
}

/** A lead is mature where even one that came at the end of its day has had the horizon. */
export function naiveMature(lead: NaiveLead, { zone, now, horizon }: NaiveAsk): boolean {
  const day = naiveDay(lead.at, zone);
  let next = lead.at;
  while (naiveDay(next, zone) === day) next += 900_000;
  // The first quarter of an hour of the next day: its beginning, as every zone's offset is of whole quarters.
  const begins = next - (next % 900_000);
  return begins + horizon * DAY <= now;
}

const median = (values: number[], share: number): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? null : (sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null);
};

/** To the hour within three days, to the day beyond. */
const told = (ms: number) => (ms < 3 * DAY ? Math.floor(ms / 3_600_000) / 24 : Math.floor(ms / DAY));

export function naiveFunnel(all: readonly NaiveLead[], ask: NaiveAsk) {
  const inRange = (ms: number) => {
    const day = naiveDay(ms, ask.zone);
    return day >= ask.from && day <= ask.to;
  };
  const came = all.filter((lead) => inRange(lead.at));
  const mature = ask.basis === "cohort" ? came.filter((lead) => naiveMature(lead, ask)) : came;
  let before = 0;
  const stages = ORDER.map((stage, place) => {
    const those =
      ask.basis === "cohort"
        ? came.filter((lead) => naiveReached(lead, stage) !== null)
        : all.filter((lead) => {
            const at = naiveReached(lead, stage);
            return at !== null && inRange(at);
          });
    const isOpen = (lead: NaiveLead) => ask.basis === "cohort" && !naiveMature(lead, ask);
    const inTime = (lead: NaiveLead) =>
      ask.basis === "period" || (naiveReached(lead, stage) ?? 0) - lead.at < ask.horizon * DAY || place === 0;
    const matured = those.filter((lead) => !isOpen(lead) && inTime(lead)).length;
    const own = (lead: NaiveLead, name: string) =>
      name === "lead"
        ? lead.at
        : Math.min(...lead.stages.filter((row) => row.stage === name).map((row) => row.at));
    const previous = ORDER[place - 1];
    const took = those
      .filter((lead) => !isOpen(lead))
      .flatMap((lead) => {
        if (previous === undefined) return [];
        const [a, b] = [own(lead, previous), own(lead, stage)];
        const fits = a === naiveReached(lead, previous) && b === naiveReached(lead, stage);
        return fits ? [told(b - a)] : [];
      });
    const figures = {
      ...{ stage, n: those.length, matured },
      later: those.filter((lead) => !isOpen(lead) && !inTime(lead)).length,
      open: those.filter(isOpen).length,
      passed: place === 0 ? 0 : those.filter((lead) => !lead.stages.some((r) => r.stage === stage)).length,
      of_start: place === 0 || mature.length === 0 ? null : matured / mature.length,
      of_previous: place === 0 || before === 0 ? null : matured / before,
      days: { n: took.length, median: median(took, 0.5), p90: median(took, 0.9) },
    };
    before = matured;
    return figures;
  });
  return { entered: came.length, mature: mature.length, open: came.length - mature.length, stages };
}
