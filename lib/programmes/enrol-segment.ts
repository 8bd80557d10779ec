import { inWorkspace, type Tx } from "#db/client.ts";
import type { JobData } from "../jobs/queues.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { membership } from "../segments/sample.ts";
import { enrolLeads } from "./enrol.ts";
import { findProgramme } from "./internal.ts";

const CHUNK = 1_000;

/**
 * Enrols a segment's leads, a transaction for each thousand leads; who is in the programme already stays as it is, so a run
 * that was cut off is simply begun anew. @returns how many were enrolled.
 */
export async function enrolSegment(
  { workspaceId, programme: key, segment, memberId }: JobData["programmes.enrol"],
  signal?: AbortSignal,
): Promise<number> {
  let enrolled = 0;
  for (let after = 0; ; ) {
    signal?.throwIfAborted();
    const chunk = await inWorkspace(workspaceId, async (tx) => {
      const programme = await findProgramme(tx, workspaceId, key);
      const condition = await segmentCondition(tx, workspaceId, segment);
      if (!programme || programme.state === "draft" || condition === null) return null;
      const leadIds = await leadsAfter(tx, workspaceId, after, CHUNK);
      const inside = await membership(tx, workspaceId, leadIds, [condition], Date.now());
      const chosen = inside.flatMap(({ id, is }) => (is[0] ? [id] : []));
      const done = await enrolLeads(tx, workspaceId, {
        programme,
        leadIds: chosen,
        origin: "segment",
        memberId,
      });
      return { last: leadIds.at(-1), enrolled: done.enrolled.length };
    });
    if (chunk === null) return enrolled;
    enrolled += chunk.enrolled;
    if (chunk.last === undefined) return enrolled;
    after = chunk.last;
  }
}

/** The condition of a segment; null where there is none of that key. */
export async function segmentCondition(tx: Tx, workspaceId: number, key: string): Promise<Condition | null> {
  const found = await tx.$client.query<{ condition: Condition }>(
    "select condition from segments where workspace_id = $1 and key = $2",
    [workspaceId, key],
  );
  return found.rows[0]?.condition ?? null;
}

async function leadsAfter(tx: Tx, workspaceId: number, after: number, limit: number): Promise<number[]> {
  const found = await tx.$client.query<{ id: string }>(
    "select id from leads where workspace_id = $1 and id > $2 and joined_into is null order by id limit $3",
    [workspaceId, after, limit],
  );
  return found.rows.map(({ id }) => Number(id));
}
