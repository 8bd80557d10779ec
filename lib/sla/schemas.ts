import { z } from "zod";
import { weekSchema } from "../routing/week-schema.ts";

export const MAX_TARGET_MINUTES = 30 * 24 * 60;
const minutes = z.number().int().min(0).max(MAX_TARGET_MINUTES);
const level = minutes.nullable().default(null);

/** Minutes are of working time; those of levels are after the target, in the order warn, manager, reassign. */
export const slaSchema = z
  .strictObject({
    target_minutes: minutes.min(1),
    week: weekSchema.default(null),
    warn_minutes: level,
    manager_minutes: level,
    reassign_minutes: level,
  })
  .refine(
    ({ warn_minutes, manager_minutes, reassign_minutes }) => {
      const used = [warn_minutes, manager_minutes, reassign_minutes].filter((one) => one !== null);
      return used.every((one, n) => n === 0 || one >= (used[n - 1] ?? 0));
    },
    {
      path: ["manager_minutes"],
      message: "A later level comes no earlier",
      params: { code: "levels_order" },
    },
  );
export type Sla = z.output<typeof slaSchema>;

/** Null: hand-overs have no clock. */
export const slaAnswerSchema = z.object({ sla: slaSchema.nullable(), time_zone: z.string() });
export type SlaAnswer = z.infer<typeof slaAnswerSchema>;
export const putSlaSchema = z.strictObject({ sla: slaSchema.nullable() });

export const SLA_STATES = ["ok", "soon", "late", "met", "missed"] as const;
/** The clock of a hand-over; null where the workspace had no target when it was made. */
export const slaClockSchema = z
  .object({ due_at: z.iso.datetime(), state: z.enum(SLA_STATES) })
  .nullable()
  .meta({ description: "`soon`: less than a quarter of the time is left; `met` and `missed`: answered" });
export type SlaClock = z.infer<typeof slaClockSchema>;

export const speedSchema = z.object({
  days: z.number().int(),
  /** Hand-overs that sales answered first within those days; the newest SPEED_LIMIT of them. */
  n: z.number().int(),
  median_seconds: z.number().int().nullable(),
  /** In the working time of the workspace; the same where that is around the clock. */
  median_working_seconds: z.number().int().nullable(),
  target_minutes: z.number().int().nullable(),
  /** Of those with a clock, how many were answered in time. */
  on_time: z.object({ n: z.number().int(), met: z.number().int() }),
});
export type Speed = z.infer<typeof speedSchema>;
