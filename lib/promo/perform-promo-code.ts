import type { Perform } from "../actions/action-run.ts";
import { giveCode, lockPool } from "./give-code.ts";

/** The action `promo_code`: one code of a pool for a lead, for good. A lead that has one keeps it. */
export const performPromoCode: Perform<"promo_code"> = async (tx, { workspaceId, leadId, action }) => {
  const pool = await lockPool(tx, workspaceId, action.pool);
  if (!pool) return { state: "skipped", why: "unknown_pool" };
  const given = await giveCode(tx, workspaceId, pool, leadId);
  if (given.state === "none") return { state: "skipped", why: given.why };
  if (given.state === "had") return { state: "skipped", why: "has_code" };
  return { state: "done", result: { pool: pool.key, code: given.code } };
};
