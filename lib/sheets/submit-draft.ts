import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import type { submitDraftOperation } from "./agreement-operations.ts";
import type { Step } from "./agreement-schemas.ts";
import { takeStep } from "./review-steps.ts";

/** Brings the draft in review. @throws AppError `not_found`, `conflict` where there is no draft. */
export async function submitDraft(
  ctx: Context,
  input: OperationInput<typeof submitDraftOperation>,
): Promise<Step> {
  authorize(ctx, "sheets:write");
  return takeStep(ctx, {
    key: input.key,
    text: input.note,
    kind: "submit",
    field: "note",
    from: "draft",
    refusal: "There is no draft to submit",
  });
}
