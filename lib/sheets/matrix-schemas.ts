import { z } from "zod";

export const matrixSchema = z.object({
  key: z.string(),
  name: z.string(),
  /** The active version; null: none is, and nothing is counted. */
  version: z.number().int().nullable(),
  segment: z.string().nullable(),
  segment_name: z.string().nullable(),
  /** Dimensions that have bands, in the order in which they make the label. */
  dimensions: z.array(z.object({ key: z.string(), name: z.string(), bands: z.array(z.string()) })),
  /** Leads by the label of their stored score; `excluded` ones are counted apart. Labels nobody has are left out. */
  labels: z.array(z.object({ label: z.string(), leads: z.number().int(), excluded: z.number().int() })),
  /** Leads of the segment with a score that carries no label. */
  unlabelled: z.number().int(),
});
export type Matrix = z.infer<typeof matrixSchema>;
