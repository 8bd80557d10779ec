import { z } from "zod";
import { operation } from "../http/operation.ts";
import { apiTokenSchema, createTokenSchema, newApiTokenSchema, tokenIdSchema } from "./schemas.ts";

const tag = "API tokens";

export const listTokensOperation = operation({
  id: "listTokens",
  method: "get",
  path: "/api/v1/tokens",
  tag,
  summary: "Your API tokens; for administrators, everybody's",
  permission: "tokens:manage",
  response: z.object({ tokens: z.array(apiTokenSchema) }),
});

export const createTokenOperation = operation({
  id: "createToken",
  method: "post",
  path: "/api/v1/tokens",
  tag,
  summary: "Make an API token that acts as you; the answer holds it, this once",
  permission: "tokens:manage",
  body: createTokenSchema,
  response: newApiTokenSchema,
  secret: true,
  status: 201,
});

export const revokeTokenOperation = operation({
  id: "revokeToken",
  method: "delete",
  path: "/api/v1/tokens/{id}",
  tag,
  summary: "Revoke an API token of yours; administrators, anybody's",
  permission: "tokens:manage",
  params: z.object({ id: tokenIdSchema }),
  response: z.object({ id: z.number().int() }),
});

export const tokenOperations = [listTokensOperation, createTokenOperation, revokeTokenOperation];
