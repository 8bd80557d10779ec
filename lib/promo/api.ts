import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import {
  addCodesOperation,
  closePoolOperation,
  createPoolOperation,
  listPoolsOperation,
} from "./operations.ts";
import type { createPoolBody } from "./schemas.ts";

export const poolsQuery = () =>
  queryOptions({
    queryKey: ["promo-pools"],
    queryFn: ({ signal }) => apiFetch(apiPaths.promoPools(), { schema: listPoolsOperation.response, signal }),
  });

export const createPool = (body: z.input<typeof createPoolBody>) =>
  apiFetch(apiPaths.promoPools(), { body, schema: createPoolOperation.response });

export const closePool = ({ key, closed }: { key: string; closed: boolean }) =>
  apiFetch(apiPaths.promoPool(key), {
    method: "PATCH",
    body: { closed },
    schema: closePoolOperation.response,
  });

export const addCodes = ({ key, codes }: { key: string; codes: string[] }) =>
  apiFetch(apiPaths.promoCodes(key), { body: { codes }, schema: addCodesOperation.response });
