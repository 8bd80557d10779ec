import { z } from "zod";

export const notificationKinds = [
  "mention",
  "reply",
  "submitted",
  "changes_requested",
  "activated",
  "scheduled",
  "retired",
  "trial_review",
  "feedback_report",
  "suggested",
  "suggestion_accepted",
  "suggestion_rejected",
  "lead_assigned",
  "sla_warning",
  "sla_late",
  "reassigned",
  "task_due",
  "hot_lead",
  "group_entered",
  "group_left",
  "webhook_disabled",
  "promo_low",
  "promo_empty",
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** `payload` holds what the sentence needs: the sheet's key and name, who did it, the version, the day. */
export const notificationSchema = z.object({
  id: z.number().int(),
  kind: z.enum(notificationKinds),
  subject: z.string(),
  payload: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  at: z.iso.datetime(),
  read_at: z.iso.datetime().nullable(),
});
export type Notification = z.infer<typeof notificationSchema>;

/** The newest ones; `unread` counts all of them, and stops at 100. */
export const notificationListSchema = z.object({
  unread: z.number().int(),
  notifications: z.array(notificationSchema),
});
export type NotificationList = z.infer<typeof notificationListSchema>;

export const markReadSchema = z.strictObject({
  /** Left out: all of the caller's. */
  ids: z.array(z.number().int().positive()).max(200).optional(),
});
