import { z } from "zod";

/** What receivers are sent of a lead's change of group; described in docs/webhooks.md. */
export const leadEventSchema = z.object({
  type: z.enum(["lead.group_entered", "lead.group_left"]),
  /** When it happened, not when it is sent. */
  timestamp: z.iso.datetime(),
  data: z.object({
    lead: z.object({
      id: z.number().int(),
      email: z.string().nullable(),
      name: z.string().nullable(),
      external_ids: z.array(z.string()),
    }),
    sheet: z.object({ key: z.string(), name: z.string() }),
    version: z.number().int(),
    group: z.object({ key: z.string(), name: z.string() }),
    score: z.number(),
    /** The rules that gave most points then. */
    reasons: z.array(z.object({ rule: z.string(), name: z.string(), points: z.number() })),
    url: z.string(),
  }),
});
export type LeadEvent = z.infer<typeof leadEventSchema>;
