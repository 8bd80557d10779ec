/** Fields that have a name of their own on screen (`Imports.target`). */
export const FIELDS = [
  "email",
  "user_id",
  "anonymous_id",
  "known_at",
  "stage",
  "event",
  "occurred_at",
  "message_id",
  "at",
  "reason",
  "value",
] as const;
export const INSTANT_FIELDS: readonly string[] = ["known_at", "occurred_at", "at"];
