import type { Tx } from "#db/client.ts";
import type { Condition } from "../scoring/schema.ts";
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
};

/** The leads of these segments, or an even sample of them: the same ones each time. */
export async function population(
  tx: Tx,
  workspaceId: number,
  segments: readonly Condition[],
  asOf: number,
): Promise<Population> {
  const { total, ids } = await sampleLeads(tx, workspaceId, CANDIDATES);
  const asked = await membership(tx, workspaceId, ids, segments, asOf);
  const members = asked.filter(({ is }) => is.includes(true)).map(({ id }) => id);
  const sample = evenly(members, SAMPLE);
  const leads = ids.length === 0 ? 0 : Math.round((members.length * total) / ids.length);
  return {
    ids: sample,
    leads,
    scale: sample.length === 0 ? 1 : leads / sample.length,
    exact: sample.length === leads && ids.length === total,
  };
}
