import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { sheetSignatures, sheetVersions } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { announceSheet } from "./announce-sheet.ts";
import { signer } from "./approve-sheet.ts";
import { isOpen, loadSheet, loadSignatures, loadVersions } from "./internal.ts";
import type { withdrawSignatureOperation } from "./operations.ts";
import type { Approval } from "./schemas.ts";

/**
 * Takes the caller's own signature back; without any left the version is a draft again.
 * @throws AppError `not_found`, `forbidden`, `conflict` where there is nothing of the caller's to withdraw.
 */
export async function withdrawSignature(
  ctx: Context,
  input: OperationInput<typeof withdrawSignatureOperation>,
): Promise<Approval> {
  authorize(ctx, "sheets:sign");
  const { memberId } = signer(ctx);
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const version = (await loadVersions(tx, workspaceId, [sheet.id])).find(isOpen);
    if (!version) throw conflict("The version is active already; make a new draft instead");
    const before = (await loadSignatures(tx, workspaceId)).get(version.id) ?? [];
    const own = before.find(({ member }) => member.id === memberId);
    if (!own) throw conflict("You have not signed this version");
    await tx
      .delete(sheetSignatures)
      .where(
        and(
          eq(sheetSignatures.workspaceId, workspaceId),
          eq(sheetSignatures.versionId, version.id),
          eq(sheetSignatures.side, own.side),
        ),
      );
    const signatures = before.filter((signature) => signature !== own);
    const state = signatures.length > 0 ? "in_review" : "draft";
    // A time that was set goes with the signature.
    await tx
      .update(sheetVersions)
      .set({ state, scheduledAt: null })
      .where(and(eq(sheetVersions.workspaceId, workspaceId), eq(sheetVersions.id, version.id)));
    await audit(tx, ctx, "sheets.withdraw", `sheet:${sheet.key}`, {
      version: version.number,
      side: own.side,
    });
    await announceSheet(tx, ctx, sheet.key, version.revision);
    const { number, hash } = version;
    return { key: sheet.key, version: number, state, hash, signatures, scheduled_at: null };
  });
}
