import type { Group, SheetContent } from "../scoring/schema.ts";
import type { Preview } from "./preview-schemas.ts";
import type { PreviewLead, PreviewScore } from "./preview-scores.ts";

type Side = "now" | "draft";
const BINS = 20;
const LISTED = 50;

/** How many leads each group has under either sheet, lowest first, the draft's groups before those it drops. */
export function countGroups(
  leads: readonly PreviewLead[],
  now: SheetContent | null,
  draft: SheetContent,
  project: (n: number) => number,
): Pick<Preview, "groups" | "excluded" | "outside"> {
  const dropped = (now?.groups ?? []).filter((group) => !draft.groups.some(({ key }) => key === group.key));
  const counted = (side: Side, holds: (score: PreviewScore | undefined) => boolean) =>
    project(leads.filter((lead) => holds(lead[side])).length);
  const pair = (holds: (score: PreviewScore | undefined) => boolean) => ({
    now: now ? counted("now", holds) : null,
    draft: counted("draft", holds),
  });
  const toRow = ({ key, name, handover }: Group) => ({
    key,
    name,
    handover,
    ...pair((score) => score?.group === key),
  });
  return {
    groups: [...draft.groups, ...dropped].map(toRow),
    excluded: pair((score) => score?.excluded === true),
    outside: pair((score) => score === undefined),
  };
}

const groupOf = (score: PreviewScore | undefined): string | null => score?.group ?? null;

const byNewScore = (a: PreviewLead, b: PreviewLead): number => {
  const [x, y] = [a, b].map((lead) => lead.draft?.total ?? Number.NEGATIVE_INFINITY);
  // Two leads without a new score differ by NaN, which is as good as nothing.
  return (y ?? 0) - (x ?? 0) || a.id - b.id;
};

/** Which leads enter or leave one group, highest new score first. */
export const findMovers = (
  leads: readonly PreviewLead[],
  group: string,
  direction: "enter" | "leave",
): PreviewLead[] =>
  leads
    .filter((lead) => {
      const [was, is] = [groupOf(lead.now) === group, groupOf(lead.draft) === group];
      return direction === "enter" ? is && !was : was && !is;
    })
    .sort(byNewScore);

/** Which leads change group: how many from where to where, and the first of them, highest new score first. */
export function findMoves(
  leads: readonly PreviewLead[],
  project: (n: number) => number,
): Pick<Preview, "moved" | "moves"> & { listed: PreviewLead[] } {
  const moving = leads.filter((lead) => groupOf(lead.now) !== groupOf(lead.draft));
  const counts = new Map<string, { from: string | null; to: string | null; leads: number }>();
  for (const { now, draft } of moving) {
    const move = { from: groupOf(now), to: groupOf(draft), leads: 0 };
    const key = JSON.stringify([move.from, move.to]);
    const known = counts.get(key) ?? move;
    known.leads++;
    counts.set(key, known);
  }
  const listed = moving.toSorted(byNewScore);
  return {
    moved: project(moving.length),
    moves: [...counts.values()]
      .sort((a, b) => b.leads - a.leads)
      .map((move) => ({ ...move, leads: project(move.leads) })),
    listed: listed.slice(0, LISTED),
  };
}

/** The least of 1, 2, 5, 10, 20, 50 … that is at least `width`. */
export function niceStep(width: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, width)));
  return ([1, 2, 5, 10].find((n) => n * power >= width) ?? 10) * power;
}

/** Counts by score in about twenty equal bins; the last one includes its upper end. */
export function binScores(
  leads: readonly PreviewLead[],
  hasNow: boolean,
  project: (n: number) => number,
): Preview["histogram"] {
  const totals = (side: Side) => leads.flatMap((lead) => lead[side]?.total ?? []);
  const now = totals("now");
  const draft = totals("draft");
  const all = [...now, ...draft];
  if (all.length === 0) return [];
  const least = all.reduce((a, b) => Math.min(a, b));
  const most = all.reduce((a, b) => Math.max(a, b));
  const width = niceStep((most - least) / BINS);
  const start = Math.floor(least / width) * width;
  const bins = Math.max(1, Math.ceil((most - start) / width));
  const count = (values: readonly number[]) => {
    const counts = new Array<number>(bins).fill(0);
    for (const value of values) {
      const bin = Math.min(bins - 1, Math.floor((value - start) / width));
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts.map(project);
  };
  const [ofNow, ofDraft] = [count(now), count(draft)];
  return Array.from({ length: bins }, (_, n) => ({
    from: start + n * width,
    to: start + (n + 1) * width,
    now: hasNow ? (ofNow[n] ?? 0) : null,
    draft: ofDraft[n] ?? 0,
  }));
}
