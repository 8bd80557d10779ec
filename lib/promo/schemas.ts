import { z } from "zod";
import { instantSchema, iso } from "../leads/schemas.ts";
import { KEY_PATTERN } from "../scoring/condition-schema.ts";

/** Random places that a pattern must have: 31^8 is about 8.5 · 10^11. */
export const LEAST_RANDOM = 8;
export const MOST_CODES = 20_000;
const PATTERN = /^[A-Za-z0-9*_-]{8,40}$/;
const CODE = /^[\p{L}\p{N}._-]{1,60}$/u;

const int = z.number().int();
export const poolKeySchema = z.string().regex(KEY_PATTERN);

export const poolSchema = z.object({
  key: z.string(),
  name: z.string(),
  pattern: z.string().nullable(),
  limit: int.nullable(),
  expires_at: iso.nullable(),
  warn_below: int.nullable(),
  closed: z.boolean(),
  given: int,
  left: int.nullable().meta({ description: "Null: as many as are asked for" }),
});
export type Pool = z.infer<typeof poolSchema>;
export const poolListSchema = z.object({ items: z.array(poolSchema) });

export const createPoolBody = z.strictObject({
  key: poolKeySchema,
  name: z.string().trim().min(1).max(200),
  pattern: z
    .string()
    .regex(PATTERN, "Letters, digits, - and _, and * for a random one")
    .refine(
      (pattern) => pattern.split("*").length - 1 >= LEAST_RANDOM,
      `At least ${LEAST_RANDOM} * are needed`,
    )
    .nullable()
    .meta({ description: "`*` is a random letter or digit; null: a list that is uploaded" }),
  limit: int.min(1).max(1_000_000).nullable().default(null),
  expires_at: instantSchema.nullable().default(null),
  warn_below: int.min(0).max(100_000).nullable().default(null),
});
export const addCodesBody = z.strictObject({
  codes: z
    .array(z.string().trim().regex(CODE, "A code has letters, digits, . _ and - only"))
    .min(1)
    .max(MOST_CODES),
});
export const closePoolBody = z.strictObject({ closed: z.boolean() });
