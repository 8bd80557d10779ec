import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { sheetSignatures, sheets, sheetVersions } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { announceSheet } from "./announce-sheet.ts";
import { isOpen, loadSheet, loadVersions } from "./internal.ts";
import type { discardDraftOperation } from "./operations.ts";
import { guardRevision } from "./write-draft.ts";

/**
 * Deletes the open version with its signatures; a sheet that never had another goes with it.
 * @throws AppError `not_found`, `conflict` where nothing is open, `stale_revision`.
 */
export async function discardDraft(
  ctx: Context,
  input: OperationInput<typeof discardDraftOperation>,
  expected?: number,
): Promise<{ key: string; version: number; sheet_deleted: boolean }> {
  authorize(ctx, "sheets:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const [newest, previous] = await loadVersions(tx, workspaceId, [sheet.id]);
    guardRevision(expected, newest);
    if (!newest || !isOpen(newest)) throw conflict("The sheet has no draft");
    const { workspaceId: ofSignature, versionId } = sheetSignatures;
    await tx.delete(sheetSignatures).where(and(eq(ofSignature, workspaceId), eq(versionId, newest.id)));
    await tx
      .delete(sheetVersions)
      .where(and(eq(sheetVersions.workspaceId, workspaceId), eq(sheetVersions.id, newest.id)));
    if (previous) {
      // Revisions of a sheet never repeat, so that an editor left open on the draft cannot match a later one.
      await tx
        .update(sheetVersions)
        .set({ revision: newest.revision + 1 })
        .where(and(eq(sheetVersions.workspaceId, workspaceId), eq(sheetVersions.id, previous.id)));
    } else {
      await tx.delete(sheets).where(and(eq(sheets.workspaceId, workspaceId), eq(sheets.id, sheet.id)));
    }
    await audit(tx, ctx, "sheets.discard_draft", `sheet:${input.key}`, {
      version: newest.number,
      hash: newest.hash,
    });
    await announceSheet(tx, ctx, input.key, null);
    return { key: input.key, version: newest.number, sheet_deleted: previous === undefined };
  });
}
