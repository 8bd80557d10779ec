import type { Tx } from "#db/client.ts";
import { performCrm } from "../crm/perform-crm.ts";
import { performAlert } from "../notifications/perform-alert.ts";
import { performEnrol } from "../programmes/perform-enrol.ts";
import { performWithdraw } from "../programmes/perform-withdraw.ts";
import { performPromoCode } from "../promo/perform-promo-code.ts";
import { performAssign } from "../routing/perform-assign.ts";
import type { ActionKind } from "../scoring/group-actions.ts";
import { performWebhook } from "../webhooks/perform-webhook.ts";
import type { ActionRun, Outcome, Perform } from "./action-run.ts";
import { performSetAttribute } from "./perform-set-attribute.ts";
import { performSetStage } from "./perform-set-stage.ts";

/** What performs each kind of action. */
export const PERFORM: { [K in ActionKind]: Perform<K> } = {
  assign: performAssign,
  alert: performAlert,
  webhook: performWebhook,
  set_attribute: performSetAttribute,
  set_stage: performSetStage,
  enrol: performEnrol,
  withdraw: performWithdraw,
  promo_code: performPromoCode,
  crm: performCrm,
};

/** Performs a run in the caller's transaction, which also marks it. */
export function perform<K extends ActionKind>(tx: Tx, kind: K, run: ActionRun<K>): Promise<Outcome> {
  return PERFORM[kind](tx, run);
}
