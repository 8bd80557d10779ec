import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { unstorable } from "../storable.ts";
import { decideSuggestion, refuseDecided } from "./decide-suggestion.ts";
import { loadSheet } from "./internal.ts";
import type { rejectSuggestionOperation } from "./suggestion-operations.ts";
import type { Suggestion } from "./suggestion-schemas.ts";
import { loadSuggestion } from "./suggestions.ts";

/**
 * Says no to a suggestion; its author is told. Saying it again changes nothing.
 * @throws AppError `not_found`; `conflict` where it was accepted or withdrawn.
 */
export async function rejectSuggestion(
  ctx: Context,
  input: OperationInput<typeof rejectSuggestionOperation>,
): Promise<Suggestion> {
  authorize(ctx, "sheets:write");
  const { reason = null } = input;
  const unfit = reason === null ? null : unstorable(reason, "reason");
  if (unfit) throw invalid([{ path: "reason", message: unfit }]);
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const row = await loadSuggestion(tx, workspaceId, sheet.id, input.id);
    return refuseDecided(row, "rejected") ?? decideSuggestion(tx, ctx, sheet, row, "rejected", reason);
  });
}
