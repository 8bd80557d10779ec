import type { Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import type { Side } from "../permissions.ts";
import { contentHash } from "../scoring/hash.ts";
import { applyEdits } from "./apply-edits.ts";
import { type LogEntry, logEdits } from "./edit-log.ts";
import type { Edit } from "./edit-schemas.ts";
import { loadContent, type SheetRow, type VersionRow } from "./internal.ts";
import { type Copy, getItem, refText } from "./items.ts";
import { readContent } from "./read-content.ts";
import { segmentIdOf, storeOpen } from "./write-draft.ts";

/** A suggestion that is accepted by the edits, and who made it. */
export type Credit = { suggestionId: number; memberId: number };

type EditedOpen = {
  entries: LogEntry[];
  /** What of the version is another now. */
  changed: Partial<Pick<VersionRow, "revision" | "hash" | "updatedAt" | "state">>;
  cleared: Side[];
};

/**
 * Edits items of the open version of a sheet that the caller has locked, and logs each edit with its outcome. Accepted
 * edits raise the revision by one, clear signatures and bring a review back to draft.
 * @throws AppError `invalid_sheet` where the content would not be valid.
 */
export async function editOpen(
  tx: Tx,
  ctx: Context,
  sheet: SheetRow,
  open: VersionRow,
  edits: readonly Edit[],
  credit: Credit | null = null,
): Promise<EditedOpen> {
  const { workspaceId } = ctx;
  const start: Copy = { segment: open.segment, content: await loadContent(tx, workspaceId, open.id) };
  const { copy: raw, applied } = applyEdits(start, edits);
  const changes = applied.some(({ outcome }) => outcome === "accepted");
  const copy = changes ? { ...raw, content: readContent(raw.content) } : start;
  const hash = changes ? contentHash(copy.segment, copy.content) : open.hash;
  const entries = applied.map(({ edit, outcome: found, before }): LogEntry => {
    // Other words for the same content are no change.
    const outcome = found === "accepted" && hash === open.hash ? "unchanged" : found;
    const after = outcome === "conflict" ? (edit.value ?? null) : getItem(copy, edit.item);
    return { id: edit.id, item: edit.item, outcome, before, after, place: edit.after };
  });
  const suggestionId = credit?.suggestionId ?? null;
  if (hash === open.hash) {
    const where = { versionId: open.id, revision: open.revision, at: new Date(), signaturesCleared: [] };
    await logEdits(tx, ctx, { ...where, suggestionId }, entries);
    return { entries, changed: {}, cleared: [] };
  }
  const segmentId = await segmentIdOf(tx, workspaceId, copy.segment);
  const values = { segmentId, hash, content: copy.content, trialDays: open.trialDays };
  const { revision, updatedAt, cleared } = await storeOpen(tx, ctx, sheet, open, values);
  const where = { versionId: open.id, revision, at: updatedAt, signaturesCleared: cleared, suggestionId };
  await logEdits(tx, ctx, where, entries);
  await audit(tx, ctx, "sheets.edit", `sheet:${sheet.key}`, {
    version: open.number,
    revision,
    hash,
    items: entries.filter(({ outcome }) => outcome === "accepted").map(({ item }) => refText(item)),
    signatures_cleared: cleared,
    ...(credit ? { suggestion: credit.suggestionId, suggested_by: credit.memberId } : {}),
  });
  return { entries, changed: { revision, hash, updatedAt, state: "draft" }, cleared };
}
