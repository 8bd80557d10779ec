import type { Tx } from "#db/client.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { membership } from "../segments/sample.ts";
import type { Period } from "./baseline.ts";
import type { Handed } from "./outcomes.ts";
import { type Cohort, readCohort } from "./read-cohort.ts";
import { type Subject, trialEnd } from "./subject.ts";

const EVERYBODY: Condition = { all: [] };

/** What the leads of a report must meet today: the segment that was asked for, and that of the version. */
export const conditionsOf = ({ version, segment }: Subject): Condition[] => [
  version?.condition ?? EVERYBODY,
  ...(segment ? [segment.condition] : []),
];

/** From when to when hand-overs of the scope were made (ms); null where there are none. */
export function periodOf(subject: Subject, handed: readonly Handed[], asOf: number): Period | null {
  const { version, scope } = subject;
  if (version) {
    if (!version.activatedAt) return null;
    const end = scope === "trial" ? trialEnd(version) : version.retiredAt?.getTime();
    return { from: version.activatedAt.getTime(), to: Math.min(end ?? asOf, asOf) };
  }
  const [first, last] = [handed[0], handed.at(-1)];
  return first && last ? { from: first.at, to: last.at } : null;
}

/** The hand-overs that a report is of, oldest first: those in its scope and of leads in the segment that was asked for. */
export async function cohortOf(
  tx: Tx,
  workspaceId: number,
  subject: Subject,
  { asOf, knownAt = null }: { asOf: number; knownAt?: number | null },
): Promise<Cohort & { after: number }> {
  const { version, segment, scope } = subject;
  const cohort = await readCohort(tx, workspaceId, version?.id ?? null, asOf, knownAt);
  let { handed } = cohort;
  if (segment) {
    const ids = [...new Set(handed.map(({ leadId }) => leadId))].sort((a, b) => a - b);
    const found = await membership(tx, workspaceId, ids, [segment.condition], asOf);
    const inside = new Set(found.flatMap(({ id, is }) => (is[0] ? [id] : [])));
    handed = handed.filter(({ leadId }) => inside.has(leadId));
  }
  const end = version ? trialEnd(version) : null;
  const inTrial = handed.filter(({ at }) => end === null || at <= end);
  return { ...cohort, handed: scope === "trial" ? inTrial : handed, after: handed.length - inTrial.length };
}
