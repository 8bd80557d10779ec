import type { NotificationKind } from "./schemas.ts";

/** What a member chooses channels for. */
export const NOTIFICATION_GROUPS = ["leads", "conversation", "agreement", "reports", "operations"] as const;
export type NotificationGroup = (typeof NOTIFICATION_GROUPS)[number];

export const DIGESTS = ["off", "daily", "weekly"] as const;
export type Digest = (typeof DIGESTS)[number];

export const CHANNELS = ["app", "email"] as const;
export type Channel = (typeof CHANNELS)[number];
export type Channels = Record<Channel, boolean>;

/** Each kind belongs to one group; a kind that is missing here does not compile. */
export const GROUP_OF: Record<NotificationKind, NotificationGroup> = {
  hot_lead: "leads",
  group_entered: "leads",
  group_left: "leads",
  lead_assigned: "leads",
  reassigned: "leads",
  sla_warning: "leads",
  sla_late: "leads",
  task_due: "leads",
  mention: "conversation",
  reply: "conversation",
  submitted: "agreement",
  changes_requested: "agreement",
  activated: "agreement",
  scheduled: "agreement",
  retired: "agreement",
  trial_review: "agreement",
  feedback_report: "reports",
  suggested: "agreement",
  suggestion_accepted: "agreement",
  suggestion_rejected: "agreement",
  promo_low: "operations",
  promo_empty: "operations",
  webhook_disabled: "operations",
};

/** How a member is told who has chosen nothing. Of leads only those alerts are mailed whose action asks for it. */
export const USUAL: Record<NotificationGroup, Channels> = {
  leads: { app: true, email: true },
  conversation: { app: true, email: false },
  agreement: { app: true, email: false },
  reports: { app: true, email: true },
  operations: { app: true, email: true },
};
