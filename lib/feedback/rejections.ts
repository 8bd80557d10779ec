import type { RejectionReason } from "./figure-schemas.ts";
import { conversionOf } from "./headline.ts";
import type { Handed, Window } from "./outcomes.ts";
import type { ReportBody } from "./schemas.ts";

const MOST_SOURCES = 20;

/** Why these were rejected, the most frequent reason first; null where nobody said. */
export function rejectionsOf(handed: readonly Handed[]): RejectionReason[] {
  const counts = new Map<string | null, number>();
  for (const { state, reason } of handed)
    if (state === "rejected") counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, n]) => ({ reason, n }))
    .sort((a, b) => b.n - a.n || (a.reason ?? "").localeCompare(b.reason ?? ""));
}

/** Hand-overs by the lead's source, the most frequent first, what is beyond twenty sources together. */
export function sourcesOf(handed: readonly Handed[], window: Window): ReportBody["sources"] {
  const bySource = new Map<string | null, Handed[]>();
  for (const one of handed) {
    const ours = bySource.get(one.source);
    if (ours) ours.push(one);
    else bySource.set(one.source, [one]);
  }
  const sorted = [...bySource].sort(
    ([a, x], [b, y]) => y.length - x.length || (a ?? "").localeCompare(b ?? ""),
  );
  const rest = sorted.slice(MOST_SOURCES).flatMap(([, ours]) => ours);
  return [
    ...sorted.slice(0, MOST_SOURCES).map(([source, ours]) => sourceOf(source, false, ours, window)),
    ...(rest.length > 0 ? [sourceOf(null, true, rest, window)] : []),
  ];
}

function sourceOf(source: string | null, other: boolean, handed: readonly Handed[], window: Window) {
  const reasons = rejectionsOf(handed);
  return {
    source,
    other,
    handed_over: handed.length,
    ...conversionOf(handed, window),
    decided: handed.filter(({ state }) => state !== "open").length,
    rejected: reasons.reduce((sum, { n }) => sum + n, 0),
    reasons,
  };
}
