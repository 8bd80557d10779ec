import { z } from "zod";
import { publicUrl } from "../outbound/schemas.ts";
import { KEY_PATTERN } from "../scoring/condition-schema.ts";
import { DELIVERY_STATES, DISABLED_REASONS, WEBHOOK_FORMATS } from "./states.ts";

const name = z.string().trim().min(1).max(100);
const iso = z.iso.datetime();
const format = z.enum(WEBHOOK_FORMATS).describe("`standard`: signed JSON; `slack`: a text as Slack takes it");

export const endpointKeySchema = z.string().regex(KEY_PATTERN);
export const deliveryIdSchema = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export const createEndpointSchema = z.strictObject({
  /** What actions of sheets name; left out: made from the name. */
  key: endpointKeySchema.optional(),
  name,
  url: publicUrl,
  format: format.default("standard"),
});

export const updateEndpointSchema = z.strictObject({
  name: name.optional(),
  url: publicUrl.optional(),
  /** False takes an endpoint up again that was disabled, for whichever reason. */
  disabled: z.boolean().optional(),
});

/** The longest that the secret before may go on signing: a month. */
export const MAX_OVERLAP_HOURS = 720;
export const rotateSecretSchema = z.strictObject({
  keep_old_hours: z
    .number()
    .int()
    .min(0)
    .max(MAX_OVERLAP_HOURS)
    .describe("How long the present secret goes on signing beside the new one"),
});

export const endpointSchema = z.object({
  key: z.string(),
  name: z.string(),
  url: z.string(),
  format,
  state: z.enum(["enabled", "disabled"]),
  disabled_reason: z.enum(DISABLED_REASONS).nullable(),
  disabled_at: iso.nullable(),
  /** Since when every attempt has failed; null where the last one did not. */
  failing_since: iso.nullable(),
  /** Until when the secret before signs as well; null where none does. */
  previous_until: iso.nullable(),
  created_at: iso,
  waiting: z.number().int().describe("At most 1001: past 1000 they are not counted"),
  dead: z.number().int().describe("At most 1001: past 1000 they are not counted"),
});

export const newEndpointSchema = z.object({
  key: z.string(),
  name: z.string(),
  secret: z.string().describe("What messages are signed with; shown this once"),
});
export const rotatedSecretSchema = newEndpointSchema.extend({ previous_until: iso.nullable() });

export const endpointNameSchema = z.object({
  key: z.string(),
  name: z.string(),
  format,
  state: z.enum(["enabled", "disabled"]),
});

export const DELIVERY_ERRORS = [
  "status",
  "redirect",
  "gone",
  "timeout",
  "dns",
  "tls",
  "connection",
  "private_address",
  "bad_url",
  "secret",
  "disabled",
] as const;
export type DeliveryError = (typeof DELIVERY_ERRORS)[number];

export const listDeliveriesSchema = z.object({
  state: z.enum(DELIVERY_STATES).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  /** Id of the last item seen; older ones follow. */
  cursor: deliveryIdSchema.optional(),
});

export const deliverySchema = z.object({
  id: z.number().int(),
  message_id: z.string().describe("The `webhook-id` header, the same on every attempt"),
  type: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.number().int(),
  created_at: iso,
  /** When it is tried next; null where it is not. */
  next_at: iso.nullable(),
  last_at: iso.nullable(),
  last_status: z.number().int().nullable(),
  last_error: z.enum(DELIVERY_ERRORS).nullable(),
  last_response: z.string().nullable().describe("The first 1,000 characters of the last answer"),
  last_ms: z.number().int().nullable(),
  lead: z.object({ id: z.number().int(), name: z.string().nullable() }).nullable(),
  payload: z.record(z.string(), z.unknown()),
});

export const deliveriesSchema = z.object({
  items: z.array(deliverySchema),
  next_cursor: z.string().nullable(),
});

export const testedSchema = z.object({
  delivered: z.boolean(),
  status: z.number().int().nullable(),
  error: z.enum(DELIVERY_ERRORS).nullable(),
  response: z.string().nullable(),
  ms: z.number().int(),
});

export type CreateEndpoint = z.input<typeof createEndpointSchema>;
export type UpdateEndpoint = z.infer<typeof updateEndpointSchema>;
export type Endpoint = z.infer<typeof endpointSchema>;
export type NewEndpoint = z.infer<typeof newEndpointSchema>;
export type RotatedSecret = z.infer<typeof rotatedSecretSchema>;
export type Delivery = z.infer<typeof deliverySchema>;
export type Deliveries = z.infer<typeof deliveriesSchema>;
export type Tested = z.infer<typeof testedSchema>;
export type EndpointName = z.infer<typeof endpointNameSchema>;
