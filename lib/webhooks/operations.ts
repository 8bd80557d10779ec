import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  createEndpointSchema,
  deliveriesSchema,
  deliveryIdSchema,
  endpointKeySchema,
  endpointNameSchema,
  endpointSchema,
  listDeliveriesSchema,
  newEndpointSchema,
  rotatedSecretSchema,
  rotateSecretSchema,
  testedSchema,
  updateEndpointSchema,
} from "./schemas.ts";

const tag = "Webhooks";
const permission = "webhooks:manage";
const params = z.object({ key: endpointKeySchema });
const done = z.object({ key: z.string() });

export const listEndpointsOperation = operation({
  id: "listWebhooks",
  method: "get",
  path: "/api/v1/webhooks",
  tag,
  summary: "Where news is sent, and how much waits or was given up",
  permission,
  response: z.object({ items: z.array(endpointSchema) }),
});

export const createEndpointOperation = operation({
  id: "createWebhook",
  method: "post",
  path: "/api/v1/webhooks",
  tag,
  summary: "Make a webhook; the answer holds its signing secret, this once",
  permission,
  body: createEndpointSchema,
  response: newEndpointSchema,
  secret: true,
  status: 201,
});

export const updateEndpointOperation = operation({
  id: "updateWebhook",
  method: "patch",
  path: "/api/v1/webhooks/{key}",
  tag,
  summary: "Rename a webhook, send it elsewhere, disable it or enable it again",
  permission,
  params,
  body: updateEndpointSchema,
  response: done,
});

export const deleteEndpointOperation = operation({
  id: "deleteWebhook",
  method: "delete",
  path: "/api/v1/webhooks/{key}",
  tag,
  summary: "Delete a webhook with its messages; actions that name it are skipped from then on",
  permission,
  params,
  response: done,
});

export const rotateSecretOperation = operation({
  id: "rotateWebhookSecret",
  method: "post",
  path: "/api/v1/webhooks/{key}/rotate",
  tag,
  summary: "Give a webhook a new secret, shown this once; the present one signs too for as long as you say",
  permission,
  params,
  body: rotateSecretSchema,
  response: rotatedSecretSchema,
  secret: true,
});

export const testEndpointOperation = operation({
  id: "testWebhook",
  method: "post",
  path: "/api/v1/webhooks/{key}/test",
  tag,
  summary: "Send a test at once and tell what was answered; it is not tried again",
  permission,
  params,
  response: testedSchema,
});

export const listDeliveriesOperation = operation({
  id: "listWebhookDeliveries",
  method: "get",
  path: "/api/v1/webhooks/{key}/deliveries",
  tag,
  summary: "Messages to a webhook, newest first",
  permission,
  params,
  query: z.object(listDeliveriesSchema.shape),
  response: deliveriesSchema,
});

export const replayDeliveryOperation = operation({
  id: "replayWebhookDelivery",
  method: "post",
  path: "/api/v1/webhooks/{key}/deliveries/{id}/replay",
  tag,
  summary: "Send a message again that was delivered or given up, under the id it had",
  permission,
  params: params.extend({ id: deliveryIdSchema }),
  response: z.object({ id: z.number().int() }),
});

export const replayDeadOperation = operation({
  id: "replayDeadWebhookDeliveries",
  method: "post",
  path: "/api/v1/webhooks/{key}/replay",
  tag,
  summary: "Send again whatever was given up, 5,000 messages at most; call again while `more` is true",
  permission,
  params,
  response: z.object({ replayed: z.number().int(), more: z.boolean() }),
});

export const listEndpointNamesOperation = operation({
  id: "listWebhookNames",
  method: "get",
  path: "/api/v1/webhook-names",
  tag,
  summary: "Keys and names of webhooks, for the actions of a sheet; without their addresses",
  permission: "sheets:read",
  response: z.object({ items: z.array(endpointNameSchema) }),
});

export const webhookOperations = [
  listEndpointsOperation,
  createEndpointOperation,
  updateEndpointOperation,
  deleteEndpointOperation,
  rotateSecretOperation,
  testEndpointOperation,
  listDeliveriesOperation,
  replayDeliveryOperation,
  replayDeadOperation,
  listEndpointNamesOperation,
];
