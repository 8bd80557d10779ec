import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  addCodesBody,
  closePoolBody,
  createPoolBody,
  poolKeySchema,
  poolListSchema,
  poolSchema,
} from "./schemas.ts";

const tag = "Promo codes";
const byKey = z.object({ key: poolKeySchema });
const path = "/api/v1/promo-pools/{key}";

export const listPoolsOperation = operation({
  id: "listPromoPools",
  method: "get",
  path: "/api/v1/promo-pools",
  tag,
  summary: "Pools of promo codes, with how many were given and are left",
  permission: "programmes:read",
  response: poolListSchema,
});

export const createPoolOperation = operation({
  id: "createPromoPool",
  method: "post",
  path: "/api/v1/promo-pools",
  tag,
  summary: "Make a pool of promo codes",
  permission: "promo:manage",
  body: createPoolBody,
  response: poolSchema,
});

export const closePoolOperation = operation({
  id: "closePromoPool",
  method: "patch",
  path,
  tag,
  summary: "Close a pool, so that nothing is given from it, or open it again",
  permission: "promo:manage",
  params: byKey,
  body: closePoolBody,
  response: poolSchema,
});

export const addCodesOperation = operation({
  id: "addPromoCodes",
  method: "post",
  path: `${path}/codes`,
  tag,
  summary: "Add codes to a list; those that it has are passed over",
  permission: "promo:manage",
  params: byKey,
  body: addCodesBody,
  response: z.object({ added: z.number().int(), pool: poolSchema }),
});

export const exportCodesOperation = operation({
  id: "exportPromoCodes",
  method: "get",
  path: `${path}/codes`,
  tag,
  summary: "Every code of a pool as CSV, with whom it was given to",
  permission: "promo:manage",
  params: byKey,
  response: z.string(),
  responseType: "text/csv",
});

export const promoOperations = [
  listPoolsOperation,
  createPoolOperation,
  closePoolOperation,
  addCodesOperation,
  exportCodesOperation,
];
