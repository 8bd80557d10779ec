import { z } from "zod";
import { SIDES } from "../permissions.ts";
import { activationFields } from "./schemas.ts";

const stateSchema = z.enum(["draft", "in_review", "active", "retired"]);
const personSchema = z.object({ id: z.number().int(), name: z.string() });
const textSchema = z.string().trim().min(1).max(4000);

export const submitSchema = z.strictObject({ note: textSchema.optional() });
export const requestChangesSchema = z.strictObject({ reason: textSchema });

/** Where a version stands after a step. */
export const stepSchema = z.object({
  key: z.string(),
  version: z.number().int(),
  state: stateSchema,
  hash: z.string(),
  signatures_cleared: z.array(z.enum(SIDES)),
});
export type Step = z.infer<typeof stepSchema>;

export const activateSchema = z.strictObject({ hash: z.string().min(1).max(200), ...activationFields });

/** `version`: the active one as the caller knows it, so that no other is retired by mistake. */
export const retireSchema = z.strictObject({
  version: z.number().int().min(1),
  note: textSchema.optional(),
});

export const reviewTrialSchema = z.strictObject({
  version: z.number().int().min(1),
  decision: z.enum(["confirm", "revise"]),
  note: textSchema.optional(),
});

/** What a side said of an active version's trial. */
export const trialReviewSchema = z.object({
  side: z.enum(SIDES),
  member: personSchema,
  decision: z.enum(["confirm", "revise"]),
  note: z.string().nullable(),
  at: z.iso.datetime(),
});
export type TrialReview = z.infer<typeof trialReviewSchema>;

export const trialReviewsSchema = z.object({
  /** Number of the active version; null: none is. */
  version: z.number().int().nullable(),
  reviews: z.array(trialReviewSchema),
});

export const setOwnersSchema = z.strictObject({
  /** Left out: as it is. Null: nobody. A member must sign for the side. */
  marketing: z.number().int().positive().nullable().optional(),
  sales: z.number().int().positive().nullable().optional(),
});
export const ownersSchema = z.object({ marketing: personSchema.nullable(), sales: personSchema.nullable() });
export type Owners = z.infer<typeof ownersSchema>;

export const commentSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  /** `submit` and `changes`: said when asking for review, or for changes. */
  kind: z.enum(["comment", "submit", "changes"]),
  /** Key of the rule it is about; null: the whole sheet. */
  item: z.string().nullable(),
  /** The comment that it answers. */
  parent: z.number().int().nullable(),
  member: personSchema,
  body: z.string(),
  created_at: z.iso.datetime(),
  resolved_at: z.iso.datetime().nullable(),
  resolved_by: z.string().nullable(),
});
export type Comment = z.infer<typeof commentSchema>;

export const addCommentSchema = z.strictObject({
  /** `@` and a member's name or e-mail address tells that member. */
  body: textSchema,
  item: z.string().min(1).max(64).nullable().optional(),
  parent: z.number().int().positive().nullable().optional(),
});

export const resolveCommentSchema = z.strictObject({ resolved: z.boolean() });
export const commentIdSchema = z.coerce.number().int().positive();

/** The questions to answer before scoring starts, in the order of the article that they come from. */
export const QUESTIONS = [
  "attributes",
  "owner",
  "groups",
  "actions",
  "validation",
  "measuring",
  "alerting",
  "agreement",
  "display",
  "fading",
] as const;
export const questionSchema = z.enum(QUESTIONS);
export type Question = z.infer<typeof questionSchema>;

export const answerSchema = z.object({
  question: questionSchema,
  /** `declined`: the team decided to do without, for a reason. */
  status: z.enum(["done", "missing", "declined"]),
  /** Figures and names that the answer's sentence is made of. */
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
  reason: z.string().nullable(),
  by: z.string().nullable(),
  at: z.iso.datetime().nullable(),
});
export type Answer = z.infer<typeof answerSchema>;

export const readinessSchema = z.object({
  key: z.string(),
  name: z.string(),
  version: z.number().int(),
  owners: ownersSchema,
  answers: z.array(answerSchema),
});
export type Readiness = z.infer<typeof readinessSchema>;

export const declineSchema = z.strictObject({ reason: z.string().trim().min(1).max(1000) });
