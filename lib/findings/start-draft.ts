import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { announceSheet } from "../sheets/announce-sheet.ts";
import { isOpen, loadContent, loadSheet, loadVersions } from "../sheets/internal.ts";
import { sameItem, sameRef } from "../sheets/items.ts";
import { findSuggestions, type SuggestionRow } from "../sheets/suggestions.ts";
import { writeDraft } from "../sheets/write-draft.ts";
import {
  type Proposal,
  refuseUnfitProposal,
  suggestingMember,
  tellOtherSide,
  writeSuggestion,
} from "../sheets/write-suggestion.ts";
import type { startFindingsDraftOperation } from "./operations.ts";
import type { StartedDraft } from "./schemas.ts";

/** Open suggestions that are looked through for the same one. */
const MOST_WAITING = 500;

const saysSame = ({ changes }: SuggestionRow, { edits }: Proposal): boolean =>
  changes.length === edits.length &&
  changes.every(({ item, value }, n) => {
    const edit = edits[n];
    return edit !== undefined && sameRef(edit.item, item) && sameItem(edit.value, value);
  });

/**
 * Puts suggestions on the open draft, or on a new one with the content of the newest version, all in one transaction.
 * What the draft says already, whose item has changed since, or what waits there already is skipped and named; the same ids again make nothing
 * twice. The other side is told once.
 * @throws AppError `not_found`, `invalid`, `invalid_sheet`.
 */
export async function startFindingsDraft(
  ctx: Context,
  input: OperationInput<typeof startFindingsDraftOperation>,
): Promise<StartedDraft> {
  authorize(ctx, "sheets:write");
  suggestingMember(ctx);
  for (const proposal of input.suggestions) refuseUnfitProposal(proposal);
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const [newest] = await loadVersions(tx, workspaceId, [sheet.id]);
    if (!newest) throw notFound("Version");
    const opened = !isOpen(newest);
    const copy = { segment: newest.segment, content: await loadContent(tx, workspaceId, newest.id) };
    if (opened) await writeDraft(tx, ctx, sheet, copy);
    const [open = newest] = opened ? await loadVersions(tx, workspaceId, [sheet.id]) : [newest];
    const made: string[] = [];
    const skipped: StartedDraft["skipped"] = [];
    let told: { suggestion: number; text: string } | null = null;
    const waiting = await findSuggestions(tx, workspaceId, sheet.id, { state: "open", limit: MOST_WAITING });
    for (const proposal of input.suggestions) {
      const [known] = await findSuggestions(tx, workspaceId, sheet.id, { requestId: proposal.id });
      if (!known && waiting.some((one) => saysSame(one, proposal))) {
        skipped.push({ id: proposal.id, why: "suggested" });
        continue;
      }
      const written = known ? null : await writeSuggestion(tx, ctx, sheet, open, copy, proposal);
      if (written?.outcome === "made")
        told ??= { suggestion: written.id, text: proposal.reason.slice(0, 200) };
      if (written === null || written.outcome === "made") made.push(proposal.id);
      else skipped.push({ id: proposal.id, why: written.outcome });
    }
    if (told) {
      await announceSheet(tx, ctx, sheet.key, open.revision);
      await tellOtherSide(tx, ctx, sheet, { version: open.number, ...told });
    }
    return { key: sheet.key, version: open.number, opened, made, skipped };
  });
}
