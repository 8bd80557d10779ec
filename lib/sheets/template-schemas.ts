import { z } from "zod";

export const previewTemplateQuery = z.object({
  template: z.string().min(1).max(64).describe("Key of a template."),
  segment: z.string().min(1).max(64).optional().describe("Left out: the segment that the template suggests."),
});

const count = z.number().int();
const used = z.object({
  name: z.string(),
  /** False: nothing of this name has been seen in the workspace. */
  seen: z.boolean(),
});

export const templatePreviewSchema = z.object({
  template: z.string(),
  /** Null: the one that the template suggests, which need not exist. */
  segment: z.string().nullable(),
  /** Counts are projected from `size` scored leads onto `leads` in the segment; `exact`: nothing was projected. */
  sample: z.object({ size: count, leads: count, exact: z.boolean() }),
  /** Lowest first; keys of the template's groups. */
  groups: z.array(z.object({ key: z.string(), leads: count })),
  excluded: count,
  events: z.array(used),
  attributes: z.array(used),
});
export type TemplatePreview = z.infer<typeof templatePreviewSchema>;
