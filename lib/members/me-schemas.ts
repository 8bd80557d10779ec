import { z } from "zod";
import {
  givenPasswordSchema,
  localeSchema,
  newPasswordSchema,
  personNameSchema,
  timeZoneSchema,
} from "../auth/schemas.ts";
import { roleSchema, sideSchema } from "./schemas.ts";

export const meSchema = z.object({
  user_id: z.number().int(),
  member_id: z.number().int(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  side: sideSchema.nullable(),
  signs_for: sideSchema.nullable(),
  /** Null: as the browser asks. */
  locale: z.string().nullable(),
  time_zone: z.string().nullable(),
  has_password: z.boolean(),
  workspace: z.object({ id: z.number().int(), name: z.string() }),
  /** Every workspace that this person belongs to. */
  workspaces: z.array(z.object({ id: z.number().int(), name: z.string() })),
});
export type Me = z.infer<typeof meSchema>;

export const updateMeSchema = z.strictObject({
  name: personNameSchema.optional(),
  locale: localeSchema.nullable().optional(),
  time_zone: timeZoneSchema.nullable().optional(),
});
export type UpdateMeInput = z.infer<typeof updateMeSchema>;

export const changePasswordSchema = z.strictObject({
  current_password: givenPasswordSchema,
  new_password: newPasswordSchema,
});
export type ChangePasswordInput = z.infer<typeof changePasswordSchema>;
