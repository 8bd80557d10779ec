import { z } from "zod";
import { emailSchema } from "../auth/schemas.ts";
import { ROLES, SIDES } from "../permissions.ts";

export const roleSchema = z.enum(ROLES);
export const sideSchema = z.enum(SIDES);
export const memberIdSchema = z.coerce.number().int().positive();

/** `side` is what an admin signs for; the other roles' side follows from the role. */
export const memberSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  side: sideSchema.nullable(),
  signs_for: sideSchema.nullable(),
  joined_at: z.iso.datetime(),
  is_you: z.boolean(),
});
export type Member = z.infer<typeof memberSchema>;

export const updateMemberSchema = z.strictObject({
  role: roleSchema.optional(),
  side: sideSchema.nullable().optional(),
});

export type UpdateMemberInput = z.infer<typeof updateMemberSchema>;

export const invitationSchema = z.object({
  id: z.number().int(),
  email: z.string(),
  role: roleSchema,
  side: sideSchema.nullable(),
  invited_by: z.string(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** `link` is shown this once: only its hash is kept. */
export const newInvitationSchema = invitationSchema.extend({ link: z.url() });
export type NewInvitation = z.infer<typeof newInvitationSchema>;

export const createInvitationSchema = z.strictObject({
  email: emailSchema,
  role: roleSchema,
  side: sideSchema.nullable().optional(),
});
export type CreateInvitationInput = z.infer<typeof createInvitationSchema>;
