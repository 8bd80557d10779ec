import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  arrivalsSchema,
  createSourceSchema,
  limitSourceSchema,
  listArrivalsSchema,
  newSourceSchema,
  rotatedKeySchema,
  rotateKeySchema,
  sourceIdSchema,
  sourceSchema,
  updateSourceSchema,
} from "./schemas.ts";

const tag = "Sources";
const params = z.object({ id: sourceIdSchema });
const done = z.object({ id: z.number().int() });

export const listSourcesOperation = operation({
  id: "listSources",
  method: "get",
  path: "/api/v1/sources",
  tag,
  summary: "Where events come from, and how much came in the last 24 hours",
  permission: "sources:read",
  response: z.object({ items: z.array(sourceSchema) }),
});

export const createSourceOperation = operation({
  id: "createSource",
  method: "post",
  path: "/api/v1/sources",
  tag,
  summary: "Make a source; the answer holds its write key, this once",
  permission: "sources:manage",
  body: createSourceSchema,
  response: newSourceSchema,
  secret: true,
  status: 201,
});

export const limitSourceOperation = operation({
  id: "limitSource",
  method: "put",
  path: "/api/v1/sources/{id}/limit",
  tag,
  summary: "Say how many messages a minute are taken from a source; what comes beyond is answered 429",
  permission: "sources:manage",
  params: z.object({ id: sourceIdSchema }),
  body: limitSourceSchema,
  response: limitSourceSchema,
});

export const updateSourceOperation = operation({
  id: "updateSource",
  method: "patch",
  path: "/api/v1/sources/{id}",
  tag,
  summary: "Rename a source, revoke its write key, or take the key again",
  permission: "sources:manage",
  params,
  body: updateSourceSchema,
  response: done,
});

export const deleteSourceOperation = operation({
  id: "deleteSource",
  method: "delete",
  path: "/api/v1/sources/{id}",
  tag,
  summary: "Delete a source; what it sent stays and goes on counting",
  permission: "sources:manage",
  params,
  response: done,
});

export const rotateKeyOperation = operation({
  id: "rotateWriteKey",
  method: "post",
  path: "/api/v1/sources/{id}/rotate",
  tag,
  summary: "Give a source a new write key, shown this once; the present one goes on for as long as you say",
  permission: "sources:manage",
  params,
  body: rotateKeySchema,
  response: rotatedKeySchema,
  secret: true,
});

export const listArrivalsOperation = operation({
  id: "listArrivals",
  method: "get",
  path: "/api/v1/sources/{id}/arrivals",
  tag,
  summary: "The newest messages of a source, taken or refused",
  permission: "sources:read",
  params,
  query: z.object(listArrivalsSchema.shape),
  response: arrivalsSchema,
});

export const sourceOperations = [
  listSourcesOperation,
  createSourceOperation,
  updateSourceOperation,
  deleteSourceOperation,
  rotateKeyOperation,
  limitSourceOperation,
  listArrivalsOperation,
];
