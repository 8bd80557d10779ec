import { inWorkspace, type Tx, workspaceIds } from "#db/client.ts";
import { claimDue, readWorkspaceMail } from "./due.ts";
import { settleEnrolments } from "./settle.ts";
import { sweepEnrolments } from "./sweep-enrolments.ts";
import { takeStep } from "./take-step.ts";

/** Enrolments of one transaction: their steps, their mails and what is noted of them commit together. */
const BATCH = 50;

export type RunOptions = { signal?: AbortSignal; now?: Date };
export type Ran = { mails: number; left: number; waiting: number };

/**
 * Takes the steps that are due, in one workspace or all: mail and advance are one transaction, so a worker killed at any
 * instant has either done both or neither. Leads that reached a goal or may no longer be written to leave first.
 */
export async function runProgrammes(
  workspaceId?: number,
  { signal, now = new Date() }: RunOptions = {},
): Promise<Ran> {
  const ran: Ran = { mails: 0, left: 0, waiting: 0 };
  for (const id of workspaceId === undefined ? await workspaceIds() : [workspaceId]) {
    signal?.throwIfAborted();
    ran.left += await inWorkspace(id, (tx) => sweepEnrolments(tx, id, now));
    for (let more = true; more && !signal?.aborted; ) {
      const done = await inWorkspace(id, (tx) => runBatch(tx, id, now));
      ran.mails += done.mails;
      ran.left += done.left;
      ran.waiting += done.waiting;
      more = done.claimed === BATCH;
    }
  }
  return ran;
}

async function runBatch(tx: Tx, workspaceId: number, now: Date): Promise<Ran & { claimed: number }> {
  const due = await claimDue(tx, workspaceId, now, BATCH);
  if (due.length === 0) return { mails: 0, left: 0, waiting: 0, claimed: 0 };
  const workspace = await readWorkspaceMail(tx, workspaceId);
  const written = new Map<number, number>();
  const taken = [];
  for (const enrolment of due) {
    const before = written.get(enrolment.leadId) ?? 0;
    const step = await takeStep(tx, workspace, { ...enrolment, recent: enrolment.recent + before }, now);
    if (step.mailed) written.set(enrolment.leadId, before + 1);
    taken.push({ id: enrolment.id, ...step });
  }
  await settleEnrolments(tx, workspaceId, taken, now);
  return {
    claimed: due.length,
    mails: taken.filter(({ mailed }) => mailed).length,
    left: taken.filter(({ left }) => left !== null).length,
    waiting: taken.filter(({ waiting }) => waiting !== null).length,
  };
}
