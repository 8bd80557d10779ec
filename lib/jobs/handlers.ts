import { runDue, runDueEverywhere } from "../actions/run-due.ts";
import { readAllChanges, readChanges } from "../crm/read-changes.ts";
import { sendAllDue, sendDue } from "../crm/send.ts";
import { queueEverything } from "../crm/sync-everything.ts";
import { countActivities } from "../events/count-activities.ts";
import { freezeReports } from "../feedback/freeze.ts";
import { refreshReport } from "../feedback/refresh.ts";
import { tellReports } from "../feedback/tell-reports.ts";
import { refreshAllJourneys } from "../funnel/refresh-journeys.ts";
import { forgetIdempotencyKeys } from "../http/forget-idempotency-keys.ts";
import { runImport } from "../imports/run.ts";
import { deliverMails } from "../mail/deliver.ts";
import { runApart } from "../models/run-apart.ts";
import { trainDue } from "../models/train-due.ts";
import { mailDue } from "../notifications/mail-due.ts";
import { sendDigests } from "../notifications/send-digests.ts";
import { retainDue } from "../privacy/retain.ts";
import { enrolSegment } from "../programmes/enrol-segment.ts";
import { runProgrammes } from "../programmes/run-steps.ts";
import { type Cause, rescoreRange } from "../scores/rescore.ts";
import { rescoreDue } from "../scores/rescore-due.ts";
import { activateDue } from "../sheets/activate-due.ts";
import { remindTrials } from "../sheets/remind-trials.ts";
import { escalateDue } from "../sla/escalate.ts";
import { remindTasks } from "../tasks/remind-tasks.ts";
import { applyPattern } from "../traffic/apply-pattern.ts";
import { deliverDue, forgetDeliveries } from "../webhooks/deliver-due.ts";
import { dispatch } from "../webhooks/dispatch.ts";
import type { JobData, QueueName } from "./queues.ts";

/** What runs a job. `signal` aborts when the process is asked to stop. */
export type Handler<Q extends QueueName> = (data: JobData[Q], signal: AbortSignal) => Promise<void>;

export const HANDLERS: { [Q in QueueName]: Handler<Q> } = {
  "import.run": async ({ workspaceId, importId }, signal) => {
    await runImport(workspaceId, importId, signal);
  },
  "scores.rescore": async ({ workspaceId, from, to, cause, silentVersion }, signal) => {
    await rescoreRange(workspaceId, { from, to }, cause as Cause, { signal, silentVersion });
  },
  "scores.due": async (_, signal) => {
    await rescoreDue(signal);
  },
  "actions.run": async ({ workspaceId }, signal) => {
    await runDue(workspaceId, signal);
  },
  "actions.due": async (_, signal) => {
    await runDueEverywhere(signal);
  },
  "sheets.activate": async (_, signal) => {
    await activateDue(signal);
  },
  "sheets.remind": async (_, signal) => {
    await remindTrials(signal);
  },
  "tasks.remind": async (_, signal) => {
    await remindTasks(signal);
  },
  "catalogue.count": (_, signal) => countActivities(signal),
  "idempotency.forget": (_, signal) => forgetIdempotencyKeys(signal),
  "traffic.apply": async ({ workspaceId, patternId }, signal) => {
    await applyPattern(workspaceId, patternId, signal);
  },
  "sla.escalate": async (_, signal) => {
    await escalateDue(signal);
  },
  "privacy.retain": async (_, signal) => {
    await retainDue(signal);
  },
  "notifications.mail": async ({ workspaceId }, signal) => {
    await mailDue(workspaceId, signal);
  },
  "notifications.digest": async (_, signal) => {
    await sendDigests(signal);
  },
  "webhooks.deliver": ({ workspaceId }) => dispatch(workspaceId),
  "webhooks.due": (_, signal) => deliverDue(signal),
  "webhooks.forget": async (_, signal) => {
    await forgetDeliveries(signal);
  },
  "mail.deliver": async ({ workspaceId }, signal) => {
    await deliverMails(workspaceId, { signal });
  },
  "programmes.run": async ({ workspaceId }, signal) => {
    await runProgrammes(workspaceId, { signal });
  },
  "programmes.enrol": async (asked, signal) => {
    await enrolSegment(asked, signal);
  },
  "funnel.refresh": (_, signal) => refreshAllJourneys(signal),
  "crm.send": async ({ workspaceId, connectionId }, signal) => {
    await sendDue(workspaceId, connectionId, { signal });
  },
  "crm.due": () => sendAllDue(),
  "crm.read": async ({ workspaceId, connectionId }, signal) => {
    if (workspaceId === undefined || connectionId === undefined) await readAllChanges();
    else await readChanges(workspaceId, connectionId, { signal });
  },
  "crm.sync": async ({ workspaceId, connectionId }, signal) => {
    await queueEverything(workspaceId, connectionId, signal);
    await readChanges(workspaceId, connectionId, { signal });
  },
  "feedback.refresh": (asked, signal) => refreshReport(asked, signal),
  "feedback.freeze": async (_, signal) => {
    await freezeReports(signal);
  },
  "feedback.tell": async (_, signal) => {
    await tellReports(signal);
  },
  "models.run": ({ workspaceId, modelId, what }, signal) => runApart(what, workspaceId, modelId, signal),
  "models.due": async (_, signal) => {
    await trainDue(signal);
  },
};
