import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import { createTokenOperation, listTokensOperation, revokeTokenOperation } from "./operations.ts";
import type { CreateTokenInput } from "./schemas.ts";

export const tokensQuery = () =>
  queryOptions({
    queryKey: ["tokens"],
    queryFn: ({ signal }) => apiFetch(apiPaths.tokens(), { schema: listTokensOperation.response, signal }),
  });

export const createToken = (body: CreateTokenInput) =>
  apiFetch(apiPaths.tokens(), { body, schema: createTokenOperation.response });

export const revokeToken = (id: number) =>
  apiFetch(apiPaths.token(id), { method: "DELETE", schema: revokeTokenOperation.response });
