import { z } from "zod";
import { instantSchema, storableText } from "../leads/schemas.ts";

const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const taskIdSchema = z.object({ id });

const title = storableText.trim().min(1, "A task needs words").max(300);
/** Minutes before it is due that its member is reminded; null: not at all. */
const remind = z.number().int().min(0).max(43_200).nullable();

export const addTaskBody = z.strictObject({
  title,
  due_at: instantSchema,
  remind_minutes: remind.default(0),
  /** Whose task it is; left out: the caller's. */
  member_id: id.optional(),
});
export const editTaskBody = z.strictObject({
  title: title.optional(),
  due_at: instantSchema.optional(),
  remind_minutes: remind.optional(),
  member_id: id.optional(),
});
export const doneBody = z.strictObject({ done: z.boolean() });

export const TASK_STATES = ["open", "done"] as const;
export const listTasksQuery = z.object({
  /** Open ones by when they are due, done ones newest first. */
  state: z.enum(TASK_STATES).default("open"),
  /** `me`, a member's id, or `all`; left out: the caller's, or a lead's of everybody. */
  member: z
    .string()
    .regex(/^(me|all|\d{1,15})$/, "Expected me, all or a member id")
    .optional(),
  lead: z.string().max(320).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(300).optional(),
});
export type ListTasksInput = z.infer<typeof listTasksQuery>;

const member = z.object({ id: z.number().int(), name: z.string() });
export const taskSchema = z.object({
  id: z.number().int(),
  lead: z.object({ id: z.number().int(), name: z.string() }),
  title: z.string(),
  due_at: z.iso.datetime(),
  /** When its member is reminded, and when that was done. */
  remind_at: z.iso.datetime().nullable(),
  reminded_at: z.iso.datetime().nullable(),
  member,
  done_at: z.iso.datetime().nullable(),
  overdue: z.boolean(),
});
export type Task = z.infer<typeof taskSchema>;
export const taskListSchema = z.object({ items: z.array(taskSchema), next_cursor: z.string().nullable() });
export type TaskList = z.infer<typeof taskListSchema>;
/** `deed` takes it back at /deeds/{id}/undo; null where nothing changed. */
export const doneAnswerSchema = taskSchema.extend({ deed: z.uuid().nullable() });
