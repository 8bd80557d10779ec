import { inWorkspace } from "#db/client.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { decideSuggestion, refuseDecided } from "./decide-suggestion.ts";
import { loadSheet } from "./internal.ts";
import type { withdrawSuggestionOperation } from "./suggestion-operations.ts";
import type { Suggestion } from "./suggestion-schemas.ts";
import { loadSuggestion } from "./suggestions.ts";

/**
 * Takes the caller's own suggestion back. Doing it again changes nothing.
 * @throws AppError `not_found`; `forbidden` for somebody else's; `conflict` where it was accepted or rejected.
 */
export async function withdrawSuggestion(
  ctx: Context,
  input: OperationInput<typeof withdrawSuggestionOperation>,
): Promise<Suggestion> {
  authorize(ctx, "sheets:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const row = await loadSuggestion(tx, workspaceId, sheet.id, input.id);
    if (row.memberId !== actingMemberId(ctx))
      throw new AppError("forbidden", "Only its author withdraws a suggestion");
    return refuseDecided(row, "withdrawn") ?? decideSuggestion(tx, ctx, sheet, row, "withdrawn");
  });
}
