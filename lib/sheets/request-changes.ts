import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import type { requestChangesOperation } from "./agreement-operations.ts";
import type { Step } from "./agreement-schemas.ts";
import { takeStep } from "./review-steps.ts";

/**
 * Makes the version in review a draft again and clears its signatures and the time set for it.
 * @throws AppError `not_found`, `conflict` where nothing is in review.
 */
export async function requestChanges(
  ctx: Context,
  input: OperationInput<typeof requestChangesOperation>,
): Promise<Step> {
  authorize(ctx, "sheets:write");
  return takeStep(ctx, {
    key: input.key,
    text: input.reason,
    kind: "changes",
    field: "reason",
    from: "in_review",
    refusal: "No version is in review",
  });
}
