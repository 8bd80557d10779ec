import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLead } from "../leads/find-lead.ts";
import { lockForRescore } from "../scores/locks.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import { readInstant } from "../scoring/values.ts";
import { readConsents } from "./list-consents.ts";
import type { recordConsentOperation } from "./operations.ts";
import { recordConsents } from "./record-consents.ts";
import type { Consents } from "./schemas.ts";

/** Clocks of other systems may run ahead by this much. */
const SKEW_MS = 60_000;

/**
 * Records what a person said about a purpose. An objection to profiling takes the scores away in this transaction; one
 * that is lifted brings them back.
 * @throws AppError `not_found`, `invalid` for an instant in the future.
 */
export async function recordConsent(
  ctx: Context,
  input: OperationInput<typeof recordConsentOperation>,
): Promise<Consents> {
  authorize(ctx, "privacy:object");
  const at = input.at === undefined ? Date.now() : readInstant(input.at);
  if (at > Date.now() + SKEW_MS) throw invalid([{ path: "at", message: "Lies in the future" }]);
  const { workspaceId } = ctx;
  const { purpose, state, note = null } = input;
  const memberId = actingMemberId(ctx);
  const origin = ctx.actor.kind === "member" && ctx.actor.via === "session" ? "member" : "api";
  return inWorkspace(workspaceId, async (tx) => {
    await lockForRescore(tx, workspaceId, { ids: [] });
    const { leadId, homeId } = await findLead(tx, workspaceId, input.id);
    await lockForRescore(tx, workspaceId, { ids: [leadId] });
    const told = { leadId: homeId, purpose, state, at: new Date(at), note };
    const changed = await recordConsents(tx, workspaceId, [told], { origin, memberId });
    await rescoreLeads(tx, workspaceId, { ids: changed }, new Date(), "privacy");
    await audit(tx, ctx, "privacy.consent", `lead:${leadId}`, { purpose, state });
    return readConsents(tx, workspaceId, leadId);
  });
}
