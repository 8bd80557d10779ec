import { z } from "zod";
import { iso, leadRefSchema } from "./schemas.ts";

const person = z.object({ id: z.number().int(), name: z.string() });

/** One lead of a join, with what it may be called. */
const joinedLead = z.object({
  id: z.number().int(),
  identities: z.array(z.object({ kind: z.enum(["user", "email", "anonymous"]), value: z.string() })),
});

export const leadJoinSchema = z.object({
  id: z.number().int(),
  at: iso,
  cause: z.enum(["message", "member"]),
  /** Kinds of the identities that one message named together. */
  named: z.array(z.string()),
  by: person.nullable(),
  leads: z.tuple([joinedLead, joinedLead]),
  survivor_id: z.number().int(),
  undone_at: iso.nullable(),
  undone_by: person.nullable(),
});
export type LeadJoin = z.infer<typeof leadJoinSchema>;
export const leadJoinsSchema = z.object({ lead_id: z.number().int(), items: z.array(leadJoinSchema) });
export type LeadJoins = z.infer<typeof leadJoinsSchema>;

export const joinLeadsBody = z.object({
  with: z
    .string()
    .min(1)
    .max(600)
    .meta({ description: "The other lead: its id, `email:x@y.z` or `user:EXTERNAL_ID`" }),
});
export const joinAnswerSchema = z.object({
  id: z.number().int(),
  lead_id: z.number().int().meta({ description: "The lead that both are shown as" }),
  joined_id: z.number().int(),
});
export const undoJoinParams = leadRefSchema.extend({ join: z.string().regex(/^[1-9]\d{0,15}$/) });
export const undoJoinAnswerSchema = z.object({
  id: z.number().int(),
  lead_ids: z.tuple([z.number().int(), z.number().int()]),
});
