import { z } from "zod";
import { timeZoneSchema } from "../auth/schemas.ts";
import { KEY_PATTERN } from "../scoring/condition-schema.ts";
import { weekSchema } from "./week-schema.ts";

export const MAX_TEAMS = 100;
export const MAX_TEAM_MEMBERS = 200;
const MAX_WEIGHT = 100;
/** See MAX_CAPACITY of candidates.ts, which counts so far. */
const MOST_OPEN = 1_000;

const storable = (schema: z.ZodString) =>
  schema.refine(
    (text) => !text.includes("\u0000") && text.isWellFormed(),
    "Contains characters that cannot be stored",
  );
const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const pathId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export const teamParams = z.object({ key: z.string().regex(KEY_PATTERN) });
export const teamBody = z.strictObject({
  name: storable(z.string().trim().min(1, "Give a name").max(120)),
  members: z
    .array(
      z.strictObject({
        id,
        weight: z
          .number()
          .int()
          .min(1)
          .max(MAX_WEIGHT)
          .default(1)
          .describe("Share of leads among those free"),
      }),
    )
    .max(MAX_TEAM_MEMBERS)
    .refine((all) => new Set(all.map((one) => one.id)).size === all.length, "Every member is listed once"),
});
export const teamSchema = z.object({
  key: z.string(),
  name: z.string(),
  members: z.array(z.object({ id, name: z.string(), weight: z.number().int() })),
});
export type Team = z.infer<typeof teamSchema>;

export const memberParams = z.object({ id: pathId });
export const availabilityBody = z.strictObject({
  capacity: z
    .number()
    .int()
    .min(0)
    .max(MOST_OPEN)
    .nullable()
    .describe("Open hand-overs at most; null: any number"),
  week: weekSchema.describe("Null: around the clock"),
  time_zone: timeZoneSchema.nullable().describe("Null: the workspace's"),
});
export type AvailabilityInput = z.output<typeof availabilityBody>;

export const absenceParams = z.object({ id: pathId });
export const absenceBody = z
  .strictObject({
    member: id.optional().describe("Left out: the caller"),
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    reason: storable(z.string().trim().max(200)).nullish(),
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
    path: ["to"],
    message: "Ends before it begins",
    params: { code: "ends_before_start" },
  });
export type AbsenceInput = z.input<typeof absenceBody>;

export const absenceSchema = z.object({
  id,
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  reason: z.string().nullable(),
});
export type Absence = z.infer<typeof absenceSchema>;

/** Somebody who can be given leads. */
export const workerSchema = z.object({
  id,
  name: z.string(),
  capacity: z.number().int().nullable(),
  week: weekSchema,
  time_zone: z.string().nullable(),
  open: z.number().int(),
  /** In working time and not absent. */
  present: z.boolean(),
  /** Those that are not over. */
  absences: z.array(absenceSchema),
});
export type Worker = z.infer<typeof workerSchema>;

export const routingSchema = z.object({
  teams: z.array(teamSchema),
  workers: z.array(workerSchema),
  time_zone: z.string(),
});
export type Routing = z.infer<typeof routingSchema>;
