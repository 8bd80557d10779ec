import { DAY_MS } from "../scoring/values.ts";
import { type Handed, hasConverted, isMature, type Window } from "./outcomes.ts";
import { MIN_MATURED, type ReportBody } from "./schemas.ts";

/** Ten years: a hand-over that is dated in another century does not bring its empty weeks. */
const MOST_WEEKS = 520;

const weekAfter = (week: string): string =>
  new Date(Date.parse(week) + 7 * DAY_MS).toISOString().slice(0, 10);

/** Hand-overs by week, the oldest first, and how many of each have matured; weeks between that had none as well. */
export function maturityOf(handed: readonly Handed[], window: Window): ReportBody["maturity"] {
  const weeks = new Map<string, ReportBody["maturity"][number]>();
  const put = (week: string) => {
    const row = weeks.get(week) ?? { week, handed_over: 0, matured: 0, open: 0, converted: 0 };
    weeks.set(week, row);
    return row;
  };
  for (const one of handed) {
    const row = put(one.week);
    row.handed_over++;
    if (!isMature(one.at, window)) row.open++;
    else {
      row.matured++;
      if (hasConverted(one, window)) row.converted++;
    }
  }
  const known = [...weeks.keys()].sort();
  const [first, last] = [known[0], known.at(-1)];
  if (first !== undefined && last !== undefined) {
    const span = (Date.parse(last) - Date.parse(first)) / (7 * DAY_MS);
    if (span <= MOST_WEEKS) for (let week = first; week < last; week = weekAfter(week)) put(week);
  }
  return [...weeks.values()].sort((a, b) => (a.week < b.week ? -1 : 1));
}

/** When thirty have matured; see the schema. */
export function firstReadOf(handed: readonly Handed[], { asOf, horizon }: Window): ReportBody["first_read"] {
  const instants = handed.map(({ at }) => at).sort((a, b) => a - b);
  const last = instants[MIN_MATURED - 1];
  const at = (last ?? asOf) + horizon;
  if (last !== undefined && at <= asOf) return null;
  return { at: new Date(at).toISOString(), certain: last !== undefined };
}
