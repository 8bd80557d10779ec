import type pg from "pg";
import { inWorkspace } from "#db/client.ts";
import { QUEUES } from "#lib/jobs/queues.ts";
import { CHUNK_LEADS } from "#lib/scores/locks.ts";
import { rescoreRange } from "#lib/scores/rescore.ts";
import { alternate, seconds } from "../alternate.ts";
import type { BenchWorkspace } from "../data/workspaces.ts";
import type { Figure } from "../report.ts";

/** As lib/scores/rescore-everybody.ts cuts jobs, and as one worker process runs them (lib/jobs/worker.ts). */
const LEADS_A_JOB = CHUNK_LEADS * 8;
const JOBS_AT_ONCE = QUEUES["scores.rescore"].concurrency;

/** Rescores everybody as the worker does: so many ranges at once. Returns how many scores were written. */
export async function rescoreAll(workspace: BenchWorkspace): Promise<number> {
  const { workspaceId, firstLead, lastLead } = workspace;
  let next = firstLead;
  let written = 0;
  const work = async () => {
    while (next <= lastLead) {
      const from = next;
      next = (Math.floor(from / LEADS_A_JOB) + 1) * LEADS_A_JOB;
      const to = Math.min(next - 1, lastLead);
      const { changed } = await rescoreRange(workspaceId, { from, to }, "activation");
      written += changed;
    }
  };
  await Promise.all(Array.from({ length: JOBS_AT_ONCE }, work));
  return written;
}

/** Activates a new version with the content of the other one: published versions never change. */
async function activate({ workspaceId, versionIds }: BenchWorkspace, active: number): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    await tx.$client.query(
      "update sheet_versions set state = 'retired' where workspace_id = $1 and state = 'active'",
      [workspaceId],
    );
    await tx.$client.query(
      `insert into sheet_versions (workspace_id, sheet_id, number, state, segment_id, content, hash, activated_at)
       select v.workspace_id, v.sheet_id, (select max(number) + 1 from sheet_versions n where n.workspace_id = $1 and n.sheet_id = v.sheet_id),
         'active', v.segment_id, v.content, v.hash, now() from sheet_versions v where v.workspace_id = $1 and v.id = $2`,
      [workspaceId, versionIds[active]],
    );
  });
}

/**
 * Rescoring everybody after a sheet's change of one rule that holds for one lead in five, against the plainest look at
 * all events that PostgreSQL can take: the owner's, of the whole table, without row-level security.
 */
export async function benchRescore(owner: pg.Client, large: BenchWorkspace, rounds: number): Promise<Figure> {
  let active = 0;
  let written = 0;
  const floor = () => seconds(() => owner.query("select lead_id, count(*) from events group by 1"));
  const figure = async () => {
    active = 1 - active;
    await activate(large, active);
    const taken = await seconds(async () => {
      written = await rescoreAll(large);
    });
    await owner.query("vacuum (analyze) scores");
    return taken;
  };
  const pair = await alternate(rounds, floor, figure);
  const share = ((100 * written) / large.leads).toFixed(1);
  return {
    name: "rescore",
    ...pair,
    unit: "s",
    target: { of: "ratio", least: null, most: 1.5 },
    note: `everybody, 50 rules, ${share} % of scores written`,
  };
}
