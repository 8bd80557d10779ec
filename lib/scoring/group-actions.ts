import { z } from "zod";
import { conditionSchema, isSafeField, KEY_PATTERN, MAX_TEXT } from "./condition-schema.ts";
import { MAX_NUMBER } from "./values.ts";

export const MAX_ACTIONS = 20;
const MAX_ROUTES = 50;
const MAX_HOURS = 24 * 366;

const key = z.string().regex(KEY_PATTERN);
/** Key of a team, endpoint, programme, pool: that it exists is no matter of the content; a preview warns where it does not. */
const named = z.string().regex(KEY_PATTERN);
const head = { key, on: z.enum(["enter", "leave"]) };

/** Who gets the lead: its owner where `owner_first` and there is one, else by the first route whose `when` holds. */
const assignSchema = z.strictObject({
  ...head,
  kind: z.literal("assign"),
  owner_first: z.boolean().default(true),
  routes: z
    .array(z.strictObject({ when: conditionSchema.nullable().default(null), team: named }))
    .min(1)
    .max(MAX_ROUTES),
});

export const ALERT_TARGETS = ["owner", "sales", "marketing", "managers", "team"] as const;
export const ALERT_CHANNELS = ["app", "email"] as const;

const alertSchema = z.strictObject({
  ...head,
  kind: z.literal("alert"),
  to: z.enum(ALERT_TARGETS),
  team: named.nullable().default(null).describe("Where `to` is `team`"),
  channels: z.array(z.enum(ALERT_CHANNELS)).min(1).max(ALERT_CHANNELS.length),
});

const webhookSchema = z.strictObject({ ...head, kind: z.literal("webhook"), endpoint: named });

const setAttributeSchema = z.strictObject({
  ...head,
  kind: z.literal("set_attribute"),
  attribute: z
    .string()
    .min(1)
    .max(MAX_TEXT)
    .refine(isSafeField, { params: { code: "unsafe_field" } }),
  value: z
    .union([z.string().max(MAX_TEXT), z.number().min(-MAX_NUMBER).max(MAX_NUMBER), z.boolean()])
    .nullable()
    .describe("Null takes the attribute away"),
});

/** Stages before those that are for sales and its CRM to say. */
export const ACTION_STAGES = ["lead", "mql", "recycled", "disqualified"] as const;

const setStageSchema = z.strictObject({
  ...head,
  kind: z.literal("set_stage"),
  stage: z.enum(ACTION_STAGES),
});

const enrolSchema = z.strictObject({ ...head, kind: z.literal("enrol"), programme: named });
const withdrawSchema = z.strictObject({ ...head, kind: z.literal("withdraw"), programme: named });
const promoCodeSchema = z.strictObject({ ...head, kind: z.literal("promo_code"), pool: named });
const crmSchema = z.strictObject({
  ...head,
  kind: z.literal("crm"),
  connection: named.nullable().default(null).describe("Null: every connection"),
});

/** What happens once when a lead enters or leaves a group; `key` is unique within the sheet. */
export const groupActionSchema = z
  .discriminatedUnion("kind", [
    assignSchema,
    alertSchema,
    webhookSchema,
    setAttributeSchema,
    setStageSchema,
    enrolSchema,
    withdrawSchema,
    promoCodeSchema,
    crmSchema,
  ])
  .meta({ id: "GroupAction" });

export type GroupAction = z.output<typeof groupActionSchema>;
export type ActionKind = GroupAction["kind"];
export const ACTION_KINDS = [
  "assign",
  "alert",
  "webhook",
  "set_attribute",
  "set_stage",
  "enrol",
  "withdraw",
  "promo_code",
  "crm",
] as const satisfies readonly ActionKind[];
export type ActionOf<K extends ActionKind> = Extract<GroupAction, { kind: K }>;

/**
 * Hysteresis: a lead that falls out of the group has left it, as far as actions go, once it has been out for
 * `after_hours`, or at once when its total is `points_below` or more under the group's minimum total. Neither: at once.
 * Entering a higher group, an exclusion and leaving the segment count at once.
 */
export const leaveSchema = z
  .strictObject({
    after_hours: z.number().positive().max(MAX_HOURS).nullable().default(null),
    points_below: z.number().positive().max(MAX_NUMBER).nullable().default(null),
  })
  .meta({ id: "GroupLeave" });
export type Leave = z.output<typeof leaveSchema>;
