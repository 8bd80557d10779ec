import type { ReportKey } from "../feedback/report-key.ts";

/** Every job queue: what its jobs carry and how failures are handled. Jobs only wake work; tables hold the truth. */
export type JobData = {
  /** Goes on with an import from the row it had reached. */
  "import.run": { workspaceId: number; importId: number };
  /** Re-scores the leads with ids from..to (both included) on every active sheet; see `rescoreRange` for `silentVersion`. */
  "scores.rescore": { workspaceId: number; from: number; to: number; cause: string; silentVersion?: number };
  /** Visits every workspace and re-scores leads whose score, segment or group changes by time alone. */
  "scores.due": Record<string, never>;
  /** Performs the runs of actions that are due in a workspace. */
  "actions.run": { workspaceId: number };
  /** The same in every workspace: picks up what a lost wake left. */
  "actions.due": Record<string, never>;
  /** Activates signed versions whose time has come. */
  "sheets.activate": Record<string, never>;
  /** Asks both sides of a trial that reached its 30th, 60th or last day to confirm or revise. */
  "sheets.remind": Record<string, never>;
  /** Reminds members of tasks whose time has come. */
  "tasks.remind": Record<string, never>;
  /** Counts events per activity, for the catalogue and autocomplete. */
  "catalogue.count": Record<string, never>;
  /** Deletes the answers of Idempotency-Keys that are a day old. */
  "idempotency.forget": Record<string, never>;
  /** Takes a pattern of agents that was added or removed through the stored events. */
  "traffic.apply": { workspaceId: number; patternId: number };
  /** Escalates hand-overs that sales has not answered in time. */
  "sla.escalate": Record<string, never>;
  /** Deletes events that are older than their names may be kept. */
  "privacy.retain": Record<string, never>;
  /** Sends what is due to a workspace's webhooks. */
  "webhooks.deliver": { workspaceId: number };
  /** Visits every workspace for webhooks that are due: retries, and what a killed worker had begun. */
  "webhooks.due": Record<string, never>;
  /** Deletes webhook messages that were kept long enough. */
  "webhooks.forget": Record<string, never>;
  /** Mails notifications whose time has come: of one workspace, or of all. */
  "notifications.mail": { workspaceId?: number };
  /** Mails the digests whose hour has come. */
  "notifications.digest": Record<string, never>;
  /** Sends what is due of the outbox: of one workspace, or of all. */
  "mail.deliver": { workspaceId?: number };
  /** Takes the steps of programmes that are due: in one workspace, or in all. */
  "programmes.run": { workspaceId?: number };
  /** Enrols the leads of a segment. */
  "programmes.enrol": { workspaceId: number; programme: string; segment: string; memberId: number | null };
  /** Tells a CRM every score that waits for it. */
  "crm.send": { workspaceId: number; connectionId: number };
  /** Tells every CRM what is due: what waited, and what a killed worker had begun. */
  "crm.due": Record<string, never>;
  /** Reads what changed in a CRM; of none in particular: has every one read. */
  "crm.read": { workspaceId?: number; connectionId?: number };
  /** Queues every scored lead for a CRM, and reads it. */
  "crm.sync": { workspaceId: number; connectionId: number };
  /** Computes a feedback report anew. */
  "feedback.refresh": { workspaceId: number } & ReportKey;
  /** Freezes the reports of closed trials. */
  "feedback.freeze": Record<string, never>;
  /** Tells both sides and managers of the reports of trials: each week, and on days 30, 60, 90 and the last. */
  "feedback.tell": Record<string, never>;
  /** Brings the funnel's journeys and sums up to date in every workspace. */
  "funnel.refresh": Record<string, never>;
  /** Trains a model, or only says anew what its shown version thinks of every lead; in a process of its own. */
  "models.run": { workspaceId: number; modelId: number; what: "train" | "predict" };
  /** Asks for the trainings that are due, and for the day's predictions. */
  "models.due": Record<string, never>;
};

export type QueueName = keyof JobData;

type QueueSettings = { retryLimit: number; expireInSeconds: number; cron?: string; concurrency: number };

/** `concurrency` is jobs at once in one process; `expireInSeconds` is the longest one job may run; a killed worker's job comes back after the heartbeat (10 s). */
export const QUEUES: Record<QueueName, QueueSettings> = {
  "import.run": { retryLimit: 5, expireInSeconds: 4 * 3600, concurrency: 2 },
  "scores.rescore": { retryLimit: 5, expireInSeconds: 1800, concurrency: 2 },
  "scores.due": { retryLimit: 0, expireInSeconds: 600, cron: "* * * * *", concurrency: 1 },
  "actions.run": { retryLimit: 2, expireInSeconds: 1800, concurrency: 2 },
  "actions.due": { retryLimit: 0, expireInSeconds: 1800, cron: "* * * * *", concurrency: 1 },
  "sheets.activate": { retryLimit: 0, expireInSeconds: 300, cron: "* * * * *", concurrency: 1 },
  "sheets.remind": { retryLimit: 3, expireInSeconds: 600, cron: "12 6 * * *", concurrency: 1 },
  "tasks.remind": { retryLimit: 0, expireInSeconds: 300, cron: "* * * * *", concurrency: 1 },
  "catalogue.count": { retryLimit: 0, expireInSeconds: 1800, cron: "7 * * * *", concurrency: 1 },
  "idempotency.forget": { retryLimit: 0, expireInSeconds: 600, cron: "37 * * * *", concurrency: 1 },
  "traffic.apply": { retryLimit: 5, expireInSeconds: 4 * 3600, concurrency: 1 },
  "sla.escalate": { retryLimit: 0, expireInSeconds: 300, cron: "* * * * *", concurrency: 1 },
  "privacy.retain": { retryLimit: 3, expireInSeconds: 4 * 3600, cron: "33 2 * * *", concurrency: 1 },
  "webhooks.deliver": { retryLimit: 5, expireInSeconds: 60, concurrency: 4 },
  "webhooks.due": { retryLimit: 0, expireInSeconds: 300, cron: "* * * * *", concurrency: 1 },
  "webhooks.forget": { retryLimit: 0, expireInSeconds: 1800, cron: "52 3 * * *", concurrency: 1 },
  "notifications.mail": { retryLimit: 2, expireInSeconds: 300, cron: "* * * * *", concurrency: 2 },
  "notifications.digest": { retryLimit: 2, expireInSeconds: 600, cron: "1,31 * * * *", concurrency: 1 },
  "mail.deliver": { retryLimit: 0, expireInSeconds: 3600, cron: "* * * * *", concurrency: 3 },
  "programmes.run": { retryLimit: 0, expireInSeconds: 3600, cron: "* * * * *", concurrency: 2 },
  "programmes.enrol": { retryLimit: 5, expireInSeconds: 3600, concurrency: 1 },
  "crm.send": { retryLimit: 0, expireInSeconds: 1800, concurrency: 2 },
  "crm.due": { retryLimit: 0, expireInSeconds: 1800, cron: "* * * * *", concurrency: 1 },
  "crm.read": { retryLimit: 0, expireInSeconds: 3600, cron: "*/5 * * * *", concurrency: 2 },
  "crm.sync": { retryLimit: 5, expireInSeconds: 4 * 3600, concurrency: 1 },
  "feedback.refresh": { retryLimit: 2, expireInSeconds: 1800, concurrency: 1 },
  "feedback.freeze": { retryLimit: 2, expireInSeconds: 4 * 3600, cron: "17 * * * *", concurrency: 1 },
  "feedback.tell": { retryLimit: 3, expireInSeconds: 3600, cron: "27 6 * * *", concurrency: 1 },
  "funnel.refresh": { retryLimit: 0, expireInSeconds: 4 * 3600, cron: "* * * * *", concurrency: 1 },
  "models.run": { retryLimit: 2, expireInSeconds: 4 * 3600, concurrency: 1 },
  "models.due": { retryLimit: 0, expireInSeconds: 600, cron: "23 3 * * *", concurrency: 1 },
};

export const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];
