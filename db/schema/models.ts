import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import type { ModelReport } from "../../lib/models/report-schema.ts";
import type { Drift, ReasonPart } from "../../lib/models/schemas.ts";
import type { FrozenModel } from "../../lib/scoring/frozen-model.ts";
import { createdAt, identity, instant, reference, workspaceId } from "./columns.ts";
import { leads } from "./leads.ts";
import { members } from "./members.ts";
import { segments } from "./sheets.ts";

/** A predictive score of a segment: what it learns, and when it learns again. */
export const models = pgTable(
  "models",
  {
    workspaceId: workspaceId(),
    id: identity(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    segmentId: reference("segment_id").notNull(),
    /** The stage that counts as converted. */
    outcome: text("outcome").notNull(),
    /** Days after a lead came at which it is looked at. */
    ageDays: integer("age_days").notNull(),
    /** Days from then within which it has to convert. */
    horizonDays: integer("horizon_days").notNull(),
    /** It learns again after as many days; null: only when asked. */
    retrainDays: integer("retrain_days"),
    /** Fields that look like a leak and are used all the same: why, and who said so. */
    overrules: jsonb("overrules").$type<{ field: string; reason: string; by: string }[]>().notNull(),
    /** The version whose predictions lists show; null: none yet. */
    shownVersion: integer("shown_version"),
    /** How far new leads' predictions have moved from those of training, when last looked at. */
    drift: jsonb("drift").$type<Drift>(),
    /** A training was asked for and has not ended. */
    training: boolean("training").notNull().default(false),
    /** Why the last training did not end as it should; null: it did. */
    failure: text("failure"),
    nextTrainingAt: instant("next_training_at"),
    createdBy: reference("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("models_key").on(t.workspaceId, t.key),
    foreignKey({
      columns: [t.workspaceId, t.segmentId],
      foreignColumns: [segments.workspaceId, segments.id],
    }),
    foreignKey({ columns: [t.workspaceId, t.createdBy], foreignColumns: [members.workspaceId, members.id] }),
    index("models_due").on(t.workspaceId, t.nextTrainingAt),
  ],
);

/** What a training came to. A row never changes; `frozen` is the model itself where there is one. */
export const modelVersions = pgTable(
  "model_versions",
  {
    workspaceId: workspaceId(),
    modelId: reference("model_id").notNull(),
    number: integer("number").notNull(),
    trainedAt: instant("trained_at").notNull(),
    outcome: text("outcome").$type<"trained" | "too_few" | "nothing_to_learn">().notNull(),
    report: jsonb("report").$type<ModelReport>().notNull(),
    frozen: jsonb("frozen").$type<FrozenModel>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.modelId, t.number] }),
    foreignKey({ columns: [t.workspaceId, t.modelId], foreignColumns: [models.workspaceId, models.id] }),
  ],
);

/** What the shown version of a model says of a lead, as of an instant; replaced by the next prediction. */
export const predictions = pgTable(
  "predictions",
  {
    workspaceId: workspaceId(),
    leadId: reference("lead_id").notNull(),
    modelId: reference("model_id").notNull(),
    version: integer("version").notNull(),
    at: instant("at").notNull(),
    probability: doublePrecision("probability").notNull(),
    reasons: jsonb("reasons").$type<ReasonPart[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.leadId, t.modelId] }),
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.workspaceId, t.modelId], foreignColumns: [models.workspaceId, models.id] }),
    index("predictions_model").on(t.workspaceId, t.modelId, t.probability.desc().nullsFirst()),
  ],
);
