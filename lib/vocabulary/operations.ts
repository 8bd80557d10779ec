import { z } from "zod";
import { operation } from "../http/operation.ts";

export const WORD_KINDS = ["event", "property", "property_value", "attribute", "attribute_value"] as const;
export type WordKind = (typeof WORD_KINDS)[number];

const MAX_TEXT = 500;

export const vocabularyQuerySchema = z
  .object({
    kind: z.enum(WORD_KINDS),
    field: z
      .string()
      .min(1)
      .max(MAX_TEXT)
      .optional()
      .describe("Whose values: a property or an attribute, as a dot path."),
    event: z.string().max(MAX_TEXT).default("*").describe("Properties of this event; `*`: of any."),
    q: z.string().max(MAX_TEXT).default("").describe("Only those that contain this, whatever the case."),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  })
  .refine(({ kind, field }) => field !== undefined || !kind.endsWith("_value"), {
    path: ["field"],
    message: "Say whose values",
  });

export const vocabularySchema = z.object({
  /** Most frequent first. `count`: events or leads that have it; null where it is not counted yet. */
  words: z.array(z.object({ value: z.string(), count: z.number().int().nullable() })),
  /** Leads that the counts were taken from, where those are not all: the newest. Null: everything was counted. */
  sampled: z.number().int().nullable(),
});
export type Words = z.infer<typeof vocabularySchema>;

export const listVocabularyOperation = operation({
  id: "listVocabulary",
  method: "get",
  path: "/api/v1/vocabulary",
  tag: "Segments",
  summary:
    "Names and values that have really been seen, to be offered where a rule or a condition asks for one",
  permission: "segments:read",
  query: vocabularyQuerySchema,
  response: vocabularySchema,
});

export const vocabularyOperations = [listVocabularyOperation];
