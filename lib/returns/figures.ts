import { wilson } from "../statistics/wilson.ts";
import { type CostPer, type Figures, MOST_SOURCES, type SourceFigures } from "./schemas.ts";

/** Stands for sources that are not kept apart; no text that is told can be this. */
export const OTHER = "\u001f";

/** What came of the leads of one source and month, in the workspace's currency. Source null: none was told. */
export type Came = {
  source: string | null;
  month: string;
  leads: number;
  mql: number;
  opportunity: number;
  customer: number;
  valued: number;
  revenue: number;
};
export type Spent = { source: string; month: string; amount: number };

/** Sources are the same in capitals and small letters, and without blanks around them. */
export const sourceKey = (source: string | null): string | null =>
  source === OTHER ? OTHER : (source?.trim().toLowerCase() ?? null);

const toCents = (amount: number) => Math.round(amount * 100) / 100;

/**
 * Cost of one that reached a stage. Leads and cost are known, only the share that gets there is uncertain: its interval
 * becomes that of the cost. Nobody got there: at least the cost at the most that the interval allows.
 */
function costPer(cost: number | null, reached: number, leads: number): CostPer {
  const share = wilson(reached, leads);
  if (cost === null || share === null) return null;
  const per = (rate: number) => (rate > 0 ? toCents(cost / (leads * rate)) : null);
  return { value: per(share.rate), low: per(share.high) ?? 0, high: per(share.low) };
}

/**
 * Figures of some leads and what they cost. Rows must be of months that are equally old, or of one month. Pure.
 * @param spent none: no cost is known, which is not a cost of 0
 */
export function figuresOf(came: readonly Came[], spent: readonly Spent[]): Figures {
  const sum = (of: (row: Came) => number) => came.reduce((total, row) => total + of(row), 0);
  const cost = spent.length === 0 ? null : toCents(spent.reduce((total, row) => total + row.amount, 0));
  const leads = sum((row) => row.leads);
  const customer = sum((row) => row.customer);
  const mql = sum((row) => row.mql);
  const opportunity = sum((row) => row.opportunity);
  const revenue = toCents(sum((row) => row.revenue));
  const share = wilson(customer, leads);
  return {
    cost,
    leads,
    mql,
    opportunity,
    customer,
    customer_rate: share && { n: leads, reached: customer, ...share },
    cost_per_lead: cost === null || leads === 0 ? null : toCents(cost / leads),
    cost_per_mql: costPer(cost, mql, leads),
    cost_per_opportunity: costPer(cost, opportunity, leads),
    cost_per_customer: costPer(cost, customer, leads),
    revenue,
    valued: sum((row) => row.valued),
    return: cost === null || cost === 0 ? null : (revenue - cost) / cost,
  };
}

type Group = { source: string | null; came: Came[]; spent: Spent[] };

/** Figures by source, costliest first, then by leads; OTHER and what is beyond MOST_SOURCES is one row, the last. Pure. */
export function sourcesOf(came: readonly Came[], spent: readonly Spent[]): SourceFigures[] {
  const groups = new Map<string | null, Group>();
  const groupOf = (source: string | null) => {
    const key = sourceKey(source);
    const group = groups.get(key) ?? {
      source: source === OTHER ? OTHER : (source?.trim() ?? null),
      came: [],
      spent: [],
    };
    groups.set(key, group);
    return group;
  };
  for (const row of came) groupOf(row.source).came.push(row);
  for (const row of spent) groupOf(row.source).spent.push(row);
  const rows = [...groups.values()].map((group) => ({
    group,
    figures: { source: group.source, other: false, ...figuresOf(group.came, group.spent) },
  }));
  rows.sort(
    (a, b) =>
      (b.figures.cost ?? -1) - (a.figures.cost ?? -1) ||
      b.figures.leads - a.figures.leads ||
      ((a.figures.source ?? "") < (b.figures.source ?? "") ? -1 : 1),
  );
  const named = rows.filter(({ group }) => group.source !== OTHER);
  const kept = named.slice(0, MOST_SOURCES).map(({ figures }) => figures);
  const unnamed = rows.filter(({ group }) => group.source === OTHER);
  const rest = [...named.slice(MOST_SOURCES), ...unnamed].map(({ group }) => group);
  if (rest.length === 0) return kept;
  const all = { came: rest.flatMap((group) => group.came), spent: rest.flatMap((group) => group.spent) };
  return [...kept, { source: null, other: true, ...figuresOf(all.came, all.spent) }];
}
