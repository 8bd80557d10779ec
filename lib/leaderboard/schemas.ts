import { z } from "zod";
import { iso, keySchema, toneSchema } from "../leads/schemas.ts";

export const MAX_ENTRIES = 100;

export const leaderboardQuery = z.object({
  segment: keySchema
    .optional()
    .describe("Scores on this segment's sheet; left out: everybody's primary score"),
  limit: z.coerce.number().int().min(1).max(MAX_ENTRIES).default(25),
});

export const leaderboardSchema = z.object({
  at: iso,
  entries: z.array(
    z.object({
      /** Equal totals share a rank. */
      rank: z.number().int(),
      lead: z.object({ id: z.number().int(), name: z.string().nullable(), email: z.string().nullable() }),
      sheet_name: z.string(),
      total: z.number(),
      label: z.string().nullable(),
      group_name: z.string().nullable(),
      tone: toneSchema.nullable(),
      excluded: z.string().nullable(),
      excluded_name: z.string().nullable(),
      /** Against the score then; null where there was none. */
      delta_24h: z.number().nullable(),
      delta_7d: z.number().nullable(),
    }),
  ),
});
export type Leaderboard = z.infer<typeof leaderboardSchema>;
export type LeaderboardEntry = Leaderboard["entries"][number];
