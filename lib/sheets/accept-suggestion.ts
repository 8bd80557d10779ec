import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { conflict, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { decideSuggestion, refuseDecided } from "./decide-suggestion.ts";
import { editOpen } from "./edit-open.ts";
import { isOpen, loadContent, loadSheet, loadVersions } from "./internal.ts";
import { refText } from "./items.ts";
import type { acceptSuggestionOperation } from "./suggestion-operations.ts";
import type { AcceptedSuggestion } from "./suggestion-schemas.ts";
import { editsOf, loadSuggestion, outdatedIn } from "./suggestions.ts";

type Input = OperationInput<typeof acceptSuggestionOperation>;

/**
 * Makes the edits of a suggestion, all or none, as edits of the caller that are credited to its author as well. Items
 * that have changed since are only overwritten where the caller has seen how they stand now (`over`). A suggestion that
 * was accepted before is answered again without doing anything.
 * @throws AppError `not_found`; `invalid_sheet`; `conflict` where an item has changed since (`issues` names each), where
 *   it was rejected or withdrawn, and where nothing is open.
 */
export async function acceptSuggestion(ctx: Context, input: Input): Promise<AcceptedSuggestion> {
  authorize(ctx, "sheets:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const row = await loadSuggestion(tx, workspaceId, sheet.id, input.id);
    const said = refuseDecided(row, "accepted");
    if (said) return { suggestion: said, draft: null };
    const [newest] = await loadVersions(tx, workspaceId, [sheet.id]);
    if (!newest) throw notFound("Version");
    if (!isOpen(newest)) throw conflict("The version is published: start a new draft to accept this");
    const edits = editsOf(row.changes, input.over);
    const copy = { segment: newest.segment, content: await loadContent(tx, workspaceId, newest.id) };
    const outdated = outdatedIn(copy, edits);
    if (outdated.length > 0) {
      const issues = outdated.map((item) => ({
        path: refText(item),
        message: "The item has changed since",
        code: "item_changed",
        params: item,
      }));
      throw conflict("Items have changed since the suggestion was made", issues);
    }
    const credit = { suggestionId: row.id, memberId: row.memberId };
    const { changed, cleared } = await editOpen(tx, ctx, sheet, newest, edits, credit);
    const { number: version, revision, hash } = { ...newest, ...changed };
    const suggestion = await decideSuggestion(tx, ctx, sheet, row, "accepted");
    return { suggestion, draft: { version, revision, hash, signatures_cleared: cleared } };
  });
}
