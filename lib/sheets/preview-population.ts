import type { Tx } from "#db/client.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { evenly, membership, sampleLeads } from "../segments/sample.ts";

/** Leads asked whether they are in a segment at all, where not everybody can be. */
const CANDIDATES = 20_000;
/** Leads scored for a preview. */
const SAMPLE = 5_000;

export type Population = {
  ids: number[];
  /** Leads in the segments, projected where not everybody was asked. */
  leads: number;
  /** What each lead of the sample stands for. */
  scale: number;
  exact: boolean;
  /** How far (leads) a projected count may be from a full count: 99 % of samples stay within; 0 where exact. */
  margin: number;
};

/** The normal quantile for 99 %. */
const Z_99 = 2.5758293035489;

/** Standard error of a share `p` found among `n` of `size`, drawn without putting back. */
const shareError = (p: number, n: number, size: number): number =>
  n === 0 || n >= size ? 0 : Math.sqrt(((p * (1 - p)) / n) * ((size - n) / (size - 1)));

/**
 * The widest 99 % bound of any count that is projected: of how many leads there are in the segments, from those asked,
 * and of a half of them (the share that is hardest to tell) from those scored. Normal approximation, see W. G. Cochran,
 * Sampling Techniques (1977), 3.3 and 3.5.
 */
export function marginOf(total: number, asked: number, members: number, leads: number, size: number): number {
  const inSegments = total * shareError(asked === 0 ? 0 : members / asked, asked, total);
  const inSample = leads * shareError(0.5, size, leads);
  return Math.ceil(Z_99 * (inSegments + inSample));
}

/** The leads of these segments, or an even sample of them: the same ones each time. */
export async function population(
  tx: Tx,
  workspaceId: number,
  segments: readonly Condition[],
  asOf: number,
  isPast: boolean,
): Promise<Population> {
  const { total, ids } = await sampleLeads(tx, workspaceId, CANDIDATES);
  const asked = await membership(tx, workspaceId, ids, segments, asOf, isPast);
  const members = asked.filter(({ is }) => is.includes(true)).map(({ id }) => id);
  const sample = evenly(members, SAMPLE);
  const leads = ids.length === 0 ? 0 : Math.round((members.length * total) / ids.length);
  return {
    ids: sample,
    leads,
    scale: sample.length === 0 ? 1 : leads / sample.length,
    exact: sample.length === leads && ids.length === total,
    margin: marginOf(total, ids.length, members.length, leads, sample.length),
  };
}
