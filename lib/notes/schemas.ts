import { z } from "zod";
import { unstorable } from "../storable.ts";
import { NOTE_KINDS } from "./kinds.ts";

export const MOST_WORDS = 5_000;

const words = z
  .string()
  .max(MOST_WORDS)
  .refine((text) => unstorable(text) === null, "Contains characters that cannot be stored");
/** Plain text of up to 5,000 characters; only what was logged (a call, a mail, a message) may go without words. */
export const addNoteBody = z
  .strictObject({ kind: z.enum(NOTE_KINDS).default("note"), body: words.default("") })
  .refine(({ kind, body }) => kind !== "note" || body.trim() !== "", {
    path: ["body"],
    message: "A note needs words",
  });
export const editNoteBody = z.strictObject({ body: words });

export const listNotesQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(300).optional(),
});

export const noteSchema = z.object({
  id: z.number().int(),
  lead_id: z.number().int(),
  kind: z.enum(NOTE_KINDS),
  body: z.string(),
  by: z.object({ id: z.number().int(), name: z.string() }),
  at: z.iso.datetime(),
  edited_at: z.iso.datetime().nullable(),
});
export type Note = z.infer<typeof noteSchema>;
export const noteListSchema = z.object({ items: z.array(noteSchema), next_cursor: z.string().nullable() });
export type NoteList = z.infer<typeof noteListSchema>;
export const noteIdSchema = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });
