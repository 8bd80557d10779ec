import { inWorkspace, type Tx } from "#db/client.ts";
import { sheets } from "#db/schema/index.ts";
import { authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { unstorable } from "../storable.ts";
import { findSheet, loadSheet, type SheetRow } from "./internal.ts";
import type { saveDraftOperation } from "./operations.ts";
import { readContent } from "./read-content.ts";
import type { SavedDraft } from "./schemas.ts";
import { guardRevision, writeDraft } from "./write-draft.ts";

/**
 * Saves the draft of a sheet, creating the sheet, or a new version where the newest one is published.
 * @param expected revision of the newest version as the caller knows it (`If-Match`)
 * @throws AppError `stale_revision`, `invalid_sheet`, `invalid` for an unknown segment.
 */
export async function saveDraft(
  ctx: Context,
  input: OperationInput<typeof saveDraftOperation>,
  expected?: number,
): Promise<SavedDraft> {
  authorize(ctx, "sheets:write");
  const { key, name, segment, trial_days: trialDays } = input;
  const content = readContent(input.content);
  const unfit = name === undefined ? null : unstorable(name, "name");
  if (unfit) throw invalid([{ path: "name", message: unfit }]);
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const known = await findSheet(tx, ctx.workspaceId, key, true);
    if (!known) guardRevision(expected, undefined);
    const sheet = known ?? (await createSheet(tx, ctx, key, name ?? key));
    return writeDraft(tx, ctx, sheet, { name, segment, content, trialDays, expected });
  });
}

/** Where another request makes the same sheet at the same time, waits for it and takes that one. */
async function createSheet(tx: Tx, ctx: Context, key: string, name: string): Promise<SheetRow> {
  await tx.insert(sheets).values({ workspaceId: ctx.workspaceId, key, name }).onConflictDoNothing();
  return loadSheet(tx, ctx.workspaceId, key, true);
}
