import { z } from "zod";

export const tokenIdSchema = z.coerce.number().int().positive();

export const apiTokenSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  /** The token's first characters, to tell tokens apart. */
  prefix: z.string(),
  owner: z.object({ id: z.number().int(), name: z.string() }),
  is_yours: z.boolean(),
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

/** `token` is shown this once: only its hash is kept. */
export const newApiTokenSchema = apiTokenSchema.extend({ token: z.string() });
export type NewApiToken = z.infer<typeof newApiTokenSchema>;

export const createTokenSchema = z.strictObject({
  name: z.string().trim().min(1, "Give a name").max(80, "A name has at most 80 characters"),
});
export type CreateTokenInput = z.infer<typeof createTokenSchema>;
