import { z } from "zod";
import { KEY_PATTERN } from "../scoring/condition-schema.ts";
import { ACTION_KINDS, groupActionSchema } from "../scoring/group-actions.ts";
import { RUN_STATES } from "./run-states.ts";

const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

export const runFilterSchema = z.object({
  state: z.enum(RUN_STATES).optional(),
  kind: z.enum(ACTION_KINDS).optional(),
  sheet: z.string().regex(KEY_PATTERN).optional(),
  lead: id.optional(),
});

export const listRunsSchema = runFilterSchema.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Id of the last run seen; older ones follow. */
  cursor: id.optional(),
});

export const runIdSchema = z.object({ id });

export const runSchema = z
  .object({
    id: z.number().int(),
    /** When the lead entered or left. */
    at: z.iso.datetime(),
    on: z.enum(["enter", "leave"]),
    lead: z.object({ id: z.number().int(), name: z.string().nullable(), email: z.string().nullable() }),
    sheet: z.object({ key: z.string(), name: z.string() }),
    version: z.number().int(),
    group: z.object({ key: z.string(), name: z.string() }),
    /** The score at that instant. */
    total: z.number(),
    kind: z.enum(ACTION_KINDS),
    action: groupActionSchema.nullable().describe("As the version that both sides signed has it"),
    state: z.enum(RUN_STATES),
    attempts: z.number().int(),
    /** When it is tried next; null where it is over. */
    next_at: z.iso.datetime().nullable(),
    ended_at: z.iso.datetime().nullable(),
    /** Why the last attempt failed. */
    error: z.string().nullable(),
    /** Why it was skipped, as a code. */
    skipped: z.string().nullable(),
    result: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable(),
  })
  .meta({ id: "ActionRun" });

export const runsSchema = z.object({ items: z.array(runSchema), next_cursor: z.string().nullable() });

export type RunFilter = z.output<typeof runFilterSchema>;
export type ListRuns = z.output<typeof listRunsSchema>;
export type Run = z.infer<typeof runSchema>;
export type Runs = z.infer<typeof runsSchema>;
