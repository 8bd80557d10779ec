import { z } from "zod";
import { storableText } from "../leads/schemas.ts";
import { unstorable } from "../storable.ts";

export const VIEW_PAGES = ["queue", "leads", "funnel"] as const;
export type ViewPage = (typeof VIEW_PAGES)[number];

const name = storableText.trim().min(1, "A view needs a name").max(80);
/** The part of the page's address after "?"; where one is on a list is not part of a view. */
const query = z
  .string()
  .max(2_000)
  .refine((text) => unstorable(text) === null, "Contains characters that cannot be stored")
  .transform((text) => {
    const search = new URLSearchParams(text.replace(/^\?/, ""));
    for (const key of ["cursor", "handover", "deeds", "leads"]) search.delete(key);
    return search.toString();
  });

export const listViewsQuery = z.object({ page: z.enum(VIEW_PAGES) });
export const addViewBody = z.strictObject({
  page: z.enum(VIEW_PAGES),
  name,
  query,
  shared: z.boolean().default(false),
});
export const editViewBody = z.strictObject({
  name: name.optional(),
  query: query.optional(),
  shared: z.boolean().optional(),
  /** Whether the page opens with it for the caller. */
  default: z.boolean().optional(),
});
export const viewIdSchema = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });

export const viewSchema = z.object({
  id: z.number().int(),
  page: z.enum(VIEW_PAGES),
  name: z.string(),
  query: z.string(),
  shared: z.boolean(),
  /** The page opens with it for the caller. */
  default: z.boolean(),
  /** Who made it, and whether the caller may change it. */
  by: z.object({ id: z.number().int(), name: z.string() }),
  mine: z.boolean(),
});
export type SavedView = z.infer<typeof viewSchema>;
export const viewListSchema = z.object({ items: z.array(viewSchema) });
export type ViewList = z.infer<typeof viewListSchema>;
