import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { conflict, invalid, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { announceSheet } from "./announce-sheet.ts";
import { isOpen, loadContent, loadSheet, loadVersions } from "./internal.ts";
import type { Copy } from "./items.ts";
import type { suggestOperation } from "./suggestion-operations.ts";
import type { Suggestion } from "./suggestion-schemas.ts";
import { findSuggestions, loadSuggestion, toSuggestion } from "./suggestions.ts";
import { refuseUnfitProposal, suggestingMember, tellOtherSide, writeSuggestion } from "./write-suggestion.ts";

type Input = OperationInput<typeof suggestOperation>;

/**
 * Proposes edits of the open version; the draft and its signatures stay as they are. The other side is told.
 * @throws AppError `not_found`; `invalid`, also where nothing would change; `invalid_sheet`; `conflict` where nothing is
 *   open or an item is no longer what the edit was made from.
 */
export async function suggestEdits(ctx: Context, input: Input): Promise<Suggestion> {
  authorize(ctx, "sheets:write");
  suggestingMember(ctx);
  refuseUnfitProposal(input);
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const [newest] = await loadVersions(tx, workspaceId, [sheet.id]);
    if (!newest) throw notFound("Version");
    const start: Copy = { segment: newest.segment, content: await loadContent(tx, workspaceId, newest.id) };
    const open = isOpen(newest) ? start : null;
    const [known] = await findSuggestions(tx, workspaceId, sheet.id, { requestId: input.id });
    if (known) return toSuggestion(known, open);
    if (!open) throw conflict("The version is published: start a new draft to suggest changes to it");

    const written = await writeSuggestion(tx, ctx, sheet, newest, open, input);
    if (written.outcome === "changed") {
      const message = "The item has changed since";
      throw conflict(
        message,
        written.edits.map((edit) => ({ path: `edits.${input.edits.indexOf(edit)}`, message })),
      );
    }
    if (written.outcome === "unchanged")
      throw invalid([{ path: "edits", message: "The suggestion changes nothing" }]);
    await announceSheet(tx, ctx, sheet.key, newest.revision);
    const text = input.reason.slice(0, 200);
    await tellOtherSide(tx, ctx, sheet, { version: newest.number, suggestion: written.id, text });
    return toSuggestion(await loadSuggestion(tx, workspaceId, sheet.id, written.id), open);
  });
}
