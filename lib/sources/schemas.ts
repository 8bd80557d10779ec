import { z } from "zod";

export const createSourceSchema = z.strictObject({ name: z.string().trim().min(1).max(100) });

export const sourceSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  /** The first characters of the write key. */
  prefix: z.string(),
  disabled: z.boolean(),
  created_at: z.iso.datetime(),
});

export const newSourceSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  write_key: z.string().describe("Shown this once"),
});

export type CreateSource = z.infer<typeof createSourceSchema>;
export type Source = z.infer<typeof sourceSchema>;
export type NewSource = z.infer<typeof newSourceSchema>;
