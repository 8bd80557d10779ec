import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { announceSheet } from "../sheets/announce-sheet.ts";
import { isOpen, loadContent, loadSheet, loadVersions } from "../sheets/internal.ts";
import { findSuggestions } from "../sheets/suggestions.ts";
import { writeDraft } from "../sheets/write-draft.ts";
import {
  refuseUnfitProposal,
  suggestingMember,
  tellOtherSide,
  writeSuggestion,
} from "../sheets/write-suggestion.ts";
import type { startFindingsDraftOperation } from "./operations.ts";
import type { StartedDraft } from "./schemas.ts";

/**
 * Puts suggestions on the open draft, or on a new one with the content of the newest version, all in one transaction.
 * What the draft says already, or whose item has changed since, is skipped and named; the same ids again make nothing
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
    for (const proposal of input.suggestions) {
      const [known] = await findSuggestions(tx, workspaceId, sheet.id, { requestId: proposal.id });
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
