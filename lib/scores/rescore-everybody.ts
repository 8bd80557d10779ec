import type { Tx } from "#db/client.ts";
import { sendJobs } from "../jobs/boss.ts";
import type { JobData } from "../jobs/queues.ts";
import { CHUNK_LEADS, chunkOf } from "./locks.ts";
import type { Cause } from "./rescore.ts";

const LEADS_A_JOB = CHUNK_LEADS * 8;

/** Asks for a rescore of every lead of the workspace, a job for each range of ids; it begins once `tx` commits. */
export async function rescoreEverybody(
  tx: Tx,
  workspaceId: number,
  cause: Cause,
  silentVersion?: number,
): Promise<{ jobs: number }> {
  const found = await tx.$client.query<{ least: string | null; most: string | null }>(
    "select min(id) as least, max(id) as most from leads where workspace_id = $1",
    [workspaceId],
  );
  const { least, most } = found.rows[0] ?? { least: null, most: null };
  if (least === null || most === null) return { jobs: 0 };
  const jobs: JobData["scores.rescore"][] = [];
  let from = Number(least);
  while (from <= Number(most)) {
    const to = (Math.floor(chunkOf(from) / 8) + 1) * LEADS_A_JOB - 1;
    jobs.push({ workspaceId, from, to: Math.min(to, Number(most)), cause, silentVersion });
    from = to + 1;
  }
  await sendJobs(tx, "scores.rescore", jobs);
  return { jobs: jobs.length };
}
