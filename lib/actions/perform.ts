import type { Tx } from "#db/client.ts";
import type { ActionKind } from "../scoring/group-actions.ts";
import type { ActionRun, Outcome, Perform } from "./action-run.ts";
import { performSetAttribute } from "./perform-set-attribute.ts";
import { performSetStage } from "./perform-set-stage.ts";

/** A kind that this installation cannot perform. */
const notAvailable = async (): Promise<Outcome> => ({ state: "skipped", why: "not_available" });

/** What performs each kind of action. */
export const PERFORM: { [K in ActionKind]: Perform<K> } = {
  assign: notAvailable,
  alert: notAvailable,
  webhook: notAvailable,
  set_attribute: performSetAttribute,
  set_stage: performSetStage,
  enrol: notAvailable,
  withdraw: notAvailable,
  promo_code: notAvailable,
  crm: async () => ({ state: "skipped", why: "no_connection" }),
};

/** Performs a run in the caller's transaction, which also marks it. */
export function perform<K extends ActionKind>(tx: Tx, kind: K, run: ActionRun<K>): Promise<Outcome> {
  return PERFORM[kind](tx, run);
}
