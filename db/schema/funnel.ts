import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import type { Stage } from "../../lib/leads/stages.ts";
import { identity, instant, reference, workspaceId } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

/**
 * What each lead's history means for the funnel, a cache of `lib/funnel/journey.ts`. No key to `leads`: what a lead that is
 * gone added to the sums is taken from this row, and only then is the row deleted.
 */
export const journeys = pgTable(
  "journeys",
  {
    workspaceId: workspaceId(),
    leadId: reference("lead_id").notNull(),
    enteredAt: instant("entered_at").notNull(),
    mqlAt: instant("mql_at"),
    salAt: instant("sal_at"),
    sqlAt: instant("sql_at"),
    opportunityAt: instant("opportunity_at"),
    customerAt: instant("customer_at"),
    /** Bits by place in the line: recorded by somebody; timed from the stage before. */
    recorded: smallint("recorded").notNull(),
    timed: smallint("timed").notNull(),
    disordered: boolean("disordered").notNull(),
    stage: text("stage").$type<Stage>().notNull(),
    sinceAt: instant("since_at").notNull(),
    opportunityValue: doublePrecision("opportunity_value"),
    opportunityCurrency: text("opportunity_currency"),
    customerValue: doublePrecision("customer_value"),
    customerCurrency: text("customer_currency"),
    source: text("source").notNull(),
    campaign: text("campaign").notNull(),
    landing: text("landing").notNull(),
    ownerId: reference("owner_id"),
    segments: bigint("segments", { mode: "number" }).array().notNull(),
    /** When the lead may enter or leave a segment by time alone; null: never. */
    lookAt: instant("look_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.leadId] }),
    index("journeys_entered").on(
      t.workspaceId,
      t.enteredAt.desc().nullsFirst(),
      t.leadId.desc().nullsFirst(),
    ),
    ...(["mql", "sal", "sql", "opportunity", "customer"] as const).map((stage) =>
      index(`journeys_${stage}`)
        .on(t.workspaceId, t[`${stage}At`].desc().nullsFirst(), t.leadId.desc().nullsFirst())
        .where(sql.raw(`${stage}_at is not null`)),
    ),
    index("journeys_stage").on(
      t.workspaceId,
      t.stage,
      t.sinceAt.desc().nullsFirst(),
      t.leadId.desc().nullsFirst(),
    ),
    index("journeys_look").on(t.workspaceId, t.lookAt).where(sql`look_at is not null`),
  ],
);

/** Leads whose journeys may have changed, in the order in which it was noted; written by triggers, taken by the job. */
export const journeyNews = pgTable(
  "journey_news",
  {
    workspaceId: workspaceId(),
    id: identity(),
    leadId: reference("lead_id").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

/** Sums over journeys, by day, week and month, for each segment and for one dimension at a time (`lib/funnel/facts.ts`). */
export const funnelSums = pgTable(
  "funnel_sums",
  {
    workspaceId: workspaceId(),
    /** 0: everybody; -1: in no segment. */
    segment: bigint("segment", { mode: "number" }).notNull(),
    dimension: text("dimension").notNull(),
    basis: text("basis").notNull(),
    grain: text("grain").$type<"day" | "week" | "month">().notNull(),
    period: date("period").notNull(),
    value: text("value").notNull(),
    measure: smallint("measure").notNull(),
    /** Empty where none was told or nothing is summed. */
    currency: text("currency").notNull(),
    /** How many in each bucket from the first on; those after the last are none. One row is read for all of them. */
    counts: integer("counts").array().notNull(),
    amount: numeric("amount").notNull(),
  },
  (t) => [
    primaryKey({
      name: "funnel_sums_pk",
      columns: [
        t.workspaceId,
        t.segment,
        t.dimension,
        t.basis,
        t.grain,
        t.period,
        t.value,
        t.measure,
        t.currency,
      ],
    }),
  ],
);

/** Values of a dimension that are kept apart in the sums. */
export const funnelValues = pgTable(
  "funnel_values",
  { workspaceId: workspaceId(), dimension: text("dimension").notNull(), value: text("value").notNull() },
  (t) => [primaryKey({ columns: [t.workspaceId, t.dimension, t.value] })],
);

/** What the sums of a workspace were made with, and how far a walk through all of its leads has come. */
export const funnelState = pgTable(
  "funnel_state",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    timeZone: text("time_zone").notNull(),
    /** Of the code that made them. */
    definition: integer("definition").notNull(),
    /** Digest of the segments and their conditions. */
    segments: text("segments").notNull(),
    /** The last lead that was looked at; null: all were. */
    walkAfter: reference("walk_after"),
  },
  (t) => [primaryKey({ columns: [t.workspaceId] })],
);
