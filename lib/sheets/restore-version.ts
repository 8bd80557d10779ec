import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadContent, loadSheet, loadVersions } from "./internal.ts";
import type { restoreVersionOperation } from "./operations.ts";
import type { SavedDraft } from "./schemas.ts";
import { writeDraft } from "./write-draft.ts";

/**
 * Makes segment and content of an earlier version the draft, in place of the one there may be.
 * @throws AppError `not_found` for the sheet or the version, `stale_revision`.
 */
export async function restoreVersion(
  ctx: Context,
  input: OperationInput<typeof restoreVersionOperation>,
  expected?: number,
): Promise<SavedDraft> {
  authorize(ctx, "sheets:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const versions = await loadVersions(tx, workspaceId, [sheet.id]);
    const wanted = versions.find((version) => version.number === input.version);
    if (!wanted) throw notFound("Version");
    const content = await loadContent(tx, workspaceId, wanted.id);
    return writeDraft(tx, ctx, sheet, { segment: wanted.segment, content, expected });
  });
}
