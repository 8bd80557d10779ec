import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  createSourceSchema,
  limitSourceSchema,
  newSourceSchema,
  sourceIdSchema,
  sourceSchema,
} from "./schemas.ts";

const tag = "Sources";

export const listSourcesOperation = operation({
  id: "listSources",
  method: "get",
  path: "/api/v1/sources",
  tag,
  summary: "Where events come from",
  permission: "sources:manage",
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

export const sourceOperations = [listSourcesOperation, createSourceOperation, limitSourceOperation];
