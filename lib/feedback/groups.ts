import type { Group } from "../scoring/schema.ts";
import { convertedOf, type Neighbour, type Period, watchedFrom } from "./baseline.ts";
import type { GroupFigures } from "./figure-schemas.ts";
import type { Handed, Window } from "./outcomes.ts";
import type { Entry } from "./read-neighbours.ts";
import { survivalOf, type Watched } from "./survival.ts";

const figuresOf = (watched: readonly Watched[], window: Window) => {
  const { matured, converted, ...rate } = convertedOf(watched, window);
  const survival = survivalOf(watched, window);
  return { leads: watched.length, matured, converted, ...rate, survival };
};

/**
 * Days to opportunity by group, in the order of the sheet: of groups that were handed over from the hand-over on, of the
 * others from a lead's first entry in the period on, whatever became of it later.
 */
export function groupsOf(
  groups: readonly Group[],
  handed: readonly Handed[],
  others: { leads: readonly Neighbour[]; entries: readonly Entry[]; period: Period | null },
  window: Window,
): GroupFigures[] {
  const keys = new Set(handed.map(({ group }) => group));
  const known = new Map(others.leads.map((lead) => [lead.leadId, lead]));
  const { period } = others;
  const rows = groups.flatMap(({ key, name }): GroupFigures[] => {
    if (keys.has(key)) return [];
    const watched = others.entries.flatMap(({ leadId, group, at }) => {
      const lead = known.get(leadId);
      if (group !== key || !lead || !period || at < period.from || at > period.to) return [];
      return watchedFrom(lead, at) ?? [];
    });
    return [{ group: key, name, basis: "entry", ...figuresOf(watched, window) }];
  });
  for (const group of keys) {
    const ours = handed.filter((one) => one.group === group);
    const watched = ours.map(({ at, firsts }) => ({ from: at, outcome: firsts.opportunity }));
    const name = groups.find(({ key }) => key === group)?.name ?? null;
    rows.push({ group, name, basis: "handover", ...figuresOf(watched, window) });
  }
  const place = (group: string | null) => groups.findIndex(({ key }) => key === group);
  return rows.sort((a, b) => place(a.group) - place(b.group));
}
