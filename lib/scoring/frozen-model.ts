import { z } from "zod";
import { conditionSchema } from "./condition-schema.ts";

/** One number that a model reads of a lead at an instant; NaN where it is not known. */
export const modelColumnSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("number"), field: z.string() }),
  /** 1 where the attribute is missing, else 0. */
  z.strictObject({ kind: z.literal("missing"), field: z.string() }),
  /** 1 where its text is this one (lower case), else 0. */
  z.strictObject({ kind: z.literal("level"), field: z.string(), value: z.string() }),
  /** How many such events happened in the window; null: ever. */
  z.strictObject({
    kind: z.literal("events"),
    event: z.string(),
    where: conditionSchema.nullable(),
    window_days: z.number().positive().nullable(),
  }),
]);

const treeSchema = z.strictObject({
  /** Column of each node's question; -1: a leaf. */
  column: z.array(z.int()),
  /** Left where the value is at most this. */
  threshold: z.array(z.number()),
  left: z.array(z.int()),
  right: z.array(z.int()),
  /** Whether unknown values go left. */
  missing_left: z.array(z.boolean()),
  /** Log odds that the node adds, for leaves and, as the mean of what is below, for the rest. */
  value: z.array(z.number()),
});

/** Everything a trained model is: plain numbers, never changed once stored. */
export const frozenModelSchema = z
  .strictObject({
    format: z.literal(1),
    /** When it was trained; it knew nothing of what came later. */
    trained_at: z.iso.datetime(),
    columns: z.array(modelColumnSchema),
    kind: z.enum(["logistic", "boosting"]),
    intercept: z.number(),
    /** Log odds per unit of each column; empty for boosting. */
    coefficients: z.array(z.number()),
    /** Mean of each column in training: what unknown numbers count as, and what reasons are measured from. */
    centres: z.array(z.number()),
    trees: z.array(treeSchema),
    /** The raw log odds become slope × raw + intercept: Platt's calibration on leads it was not trained on. */
    calibration: z.strictObject({ slope: z.number(), intercept: z.number() }),
  })
  .meta({ id: "FrozenModel" });

export type ModelColumn = z.output<typeof modelColumnSchema>;
export type ModelTree = z.output<typeof treeSchema>;
export type FrozenModel = z.output<typeof frozenModelSchema>;

/** How a sheet's rule names a frozen model: by the model's key and the version's number. */
export const modelReference = (model: string, version: number): string => `${model}@${version}`;
/** Frozen models by their reference. */
export type FrozenModels = ReadonlyMap<string, FrozenModel>;
export const NO_MODELS: FrozenModels = new Map();
