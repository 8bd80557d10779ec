import { z } from "zod";
import { operation } from "../http/operation.ts";
import { createSourceSchema, newSourceSchema, sourceSchema } from "./schemas.ts";

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

export const sourceOperations = [listSourcesOperation, createSourceOperation];
