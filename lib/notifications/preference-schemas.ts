import { z } from "zod";
import { DIGESTS, NOTIFICATION_GROUPS } from "./groups.ts";

const channels = z.strictObject({ app: z.boolean(), email: z.boolean() });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time of day such as 22:00");

/** The member's own hours are in the time zone of the profile. */
export const preferencesSchema = z.strictObject({
  /** Per group of kinds; both false: not told at all. */
  channels: z.strictObject(
    Object.fromEntries(NOTIFICATION_GROUPS.map((group) => [group, channels])) as Record<
      (typeof NOTIFICATION_GROUPS)[number],
      typeof channels
    >,
  ),
  /** Mails wait from `from` to `to`, over midnight where that is earlier; null: never. */
  quiet_hours: z.strictObject({ from: time, to: time }).nullable(),
  digest: z.strictObject({
    every: z.enum(DIGESTS),
    hour: z.number().int().min(0).max(23),
    /** Of a weekly one: 1 is Monday. */
    weekday: z.number().int().min(1).max(7),
  }),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const shownPreferencesSchema = preferencesSchema.extend({
  /** In which the hours are meant. */
  time_zone: z.string(),
});
export type ShownPreferences = z.infer<typeof shownPreferencesSchema>;
