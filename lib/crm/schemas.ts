import { z } from "zod";
import { STAGES } from "../leads/stages.ts";
import { publicUrl } from "../outbound/schemas.ts";
import { isSafeField } from "../scoring/condition-schema.ts";
import { CONFLICT_OUTCOMES, CONFLICT_POLICIES, CONNECTION_STATES, CRM_ERRORS, CRM_KINDS } from "./states.ts";

const MAX_MAPPED = 50;
const MAX_STAGES = 200;
const secret = z.string().trim().min(1).max(2_000);
const name = z.string().trim().min(1).max(100);
const baseUrl = publicUrl.describe(
  "HubSpot: https://api.hubapi.com; Salesforce: the organisation's own address",
);

export const crmKeySchema = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/);

/** HubSpot: the token of a private app. Salesforce: a connected app with the client credentials flow. */
export const credentialsSchema = z.union([
  z.strictObject({ token: secret }),
  z.strictObject({ client_id: secret, client_secret: secret }),
]);
export type Credentials = z.infer<typeof credentialsSchema>;

export const createConnectionSchema = z.strictObject({
  name,
  kind: z.enum(CRM_KINDS),
  base_url: baseUrl,
  credentials: credentialsSchema,
});

const attribute = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine(isSafeField, { params: { code: "unsafe_field" } });

export const settingsSchema = z
  .strictObject({
    create_contacts: z.boolean().describe("Make a contact for a scored lead that the CRM does not have"),
    create_leads: z.boolean().describe("Make a lead of a contact that changed and is none yet"),
    mapping: z
      .array(
        z.strictObject({
          field: z.string().trim().min(1).max(200),
          attribute,
          policy: z
            .enum(CONFLICT_POLICIES)
            .describe("Who wins where both sides changed; `ask` leaves it to a member"),
        }),
      )
      .max(MAX_MAPPED)
      .refine((all) => new Set(all.map((one) => one.attribute)).size === all.length, {
        message: "Two fields are read into the same attribute",
        params: { code: "attribute_twice" },
      }),
    lost_stage: z.enum(["disqualified", "recycled"]),
    deal_stages: z
      .record(z.string().max(200), z.enum(STAGES).nullable())
      .refine((all) => Object.keys(all).length <= MAX_STAGES, "Too many stages")
      .describe("Stage of particular deal stages, by their id; null: such a deal says nothing"),
  })
  .meta({ id: "CrmSettings" });
export type Settings = z.infer<typeof settingsSchema>;

export const updateConnectionSchema = z.strictObject({
  name: name.optional(),
  paused: z.boolean().optional(),
  base_url: baseUrl.optional(),
  credentials: credentialsSchema.optional().describe("Needed along with a new base_url"),
  settings: settingsSchema.optional(),
});

const instant = z.string().nullable();
const error = z.object({ code: z.enum(CRM_ERRORS), text: z.string().nullable() });

export const connectionSchema = z
  .object({
    key: z.string(),
    name: z.string(),
    kind: z.enum(CRM_KINDS),
    base_url: z.string(),
    state: z.enum(CONNECTION_STATES),
    error: error.extend({ at: z.string() }).nullable(),
    blocked_until: instant,
    sent_at: instant,
    read_at: instant,
    waiting: z.number().int().describe("Leads whose score the CRM has not been told yet"),
    failed: z.number().int().describe("Leads that the CRM refused"),
    linked: z.number().int().describe("Contacts that belong to leads"),
    open_conflicts: z.number().int(),
    sync: z
      .object({ started_at: z.string(), queuing: z.boolean(), total: z.number().int() })
      .nullable()
      .describe("The last sync of everything"),
    settings: settingsSchema,
  })
  .meta({ id: "CrmConnection" });
export type CrmConnection = z.infer<typeof connectionSchema>;

/** What an action of a sheet may name. */
export const connectionNameSchema = z.object({
  key: z.string(),
  name: z.string(),
  kind: z.enum(CRM_KINDS),
  state: z.enum(CONNECTION_STATES),
});
export type ConnectionName = z.infer<typeof connectionNameSchema>;

export const testedSchema = z.object({ ok: z.boolean(), error: error.nullable() });
export type Tested = z.infer<typeof testedSchema>;

export const crmFieldsSchema = z.object({
  fields: z.array(z.object({ name: z.string(), label: z.string(), type: z.string() })),
  deal_stages: z.array(z.object({ id: z.string(), label: z.string() })),
});
export type CrmFields = z.infer<typeof crmFieldsSchema>;

const value = z.union([z.string(), z.number()]).nullable();
export const dryRunSchema = z
  .object({
    fields: z.array(z.object({ name: z.string(), label: z.string(), exists: z.boolean() })),
    leads: z.array(
      z.object({
        lead_id: z.number().int(),
        name: z.string().nullable(),
        outcome: z.enum(["update", "create", "same", "absent", "nameless"]),
        changes: z.array(z.object({ field: z.string(), from: value, to: value })),
      }),
    ),
  })
  .meta({ id: "CrmDryRun" });
export type DryRun = z.infer<typeof dryRunSchema>;

export const conflictSchema = z
  .object({
    id: z.number().int(),
    at: z.string(),
    lead: z.object({ id: z.number().int(), name: z.string().nullable() }),
    attribute: z.string(),
    field: z.string(),
    base: z.unknown(),
    ours: z.unknown(),
    theirs: z.unknown(),
    outcome: z.enum(CONFLICT_OUTCOMES).nullable().describe("Null while a member is asked"),
    by_policy: z.boolean(),
  })
  .meta({ id: "CrmConflict" });
export type CrmConflict = z.infer<typeof conflictSchema>;

export const listConflictsSchema = z.object({
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const decideConflictSchema = z.strictObject({ outcome: z.enum(CONFLICT_OUTCOMES) });

export const crmFailureSchema = z.object({
  lead: z.object({ id: z.number().int(), name: z.string().nullable() }),
  text: z.string().nullable(),
});
export const listFailuresSchema = z.object({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type CrmFailure = z.infer<typeof crmFailureSchema>;
