import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict, invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { contentHash } from "../scoring/hash.ts";
import { unstorable } from "../storable.ts";
import { applyEdits, editIssues } from "./apply-edits.ts";
import { answeredEdits, type LogEntry, logEdits } from "./edit-log.ts";
import type { EditedDraft, EditResult } from "./edit-schemas.ts";
import { isOpen, loadContent, loadSheet, loadVersions, type VersionRow } from "./internal.ts";
import { type Copy, getItem, refText } from "./items.ts";
import type { editDraftOperation } from "./operations.ts";
import { readContent } from "./read-content.ts";
import { segmentIdOf, storeOpen } from "./write-draft.ts";

type Input = OperationInput<typeof editDraftOperation>;

/**
 * Edits single items of the open version, so that people on different items never overwrite each other. An edit whose
 * item has changed since is refused with the item as it is; the others count. An id that was answered before is
 * answered the same again. Accepted edits raise the revision by one, clear signatures and bring a review back to draft.
 * @throws AppError `not_found`; `invalid`; `invalid_sheet` where the content would not be valid (nothing is stored);
 *   `conflict` where nothing is open.
 */
export async function editDraft(ctx: Context, input: Input): Promise<EditedDraft> {
  authorize(ctx, "sheets:write");
  refuseUnfit(input);
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const versions = await loadVersions(tx, workspaceId, [sheet.id]);
    const [newest] = versions;
    if (!newest) throw conflict("The sheet has no draft");
    const ids = input.edits.map(({ id }) => id);
    const known = await answeredEdits(
      tx,
      workspaceId,
      versions.map(({ id }) => id),
      ids,
    );
    const answer = (version: VersionRow, from: number, cleared: EditedDraft["signatures_cleared"]) => ({
      key: sheet.key,
      version: version.number,
      state: version.state,
      from_revision: from,
      revision: version.revision,
      hash: version.hash,
      updated_at: version.updatedAt.toISOString(),
      signatures_cleared: cleared,
      results: ids.flatMap((id) => known.get(id) ?? []),
    });
    const fresh = input.edits.filter(({ id }) => !known.has(id));
    if (fresh.length === 0) return answer(newest, newest.revision, []);
    if (!isOpen(newest)) throw conflict("The version is published: start a new draft to edit it");

    const start: Copy = { segment: newest.segment, content: await loadContent(tx, workspaceId, newest.id) };
    const { copy: raw, applied } = applyEdits(start, fresh);
    const changes = applied.some(({ outcome }) => outcome === "accepted");
    const copy = changes ? { ...raw, content: readContent(raw.content) } : start;
    const hash = changes ? contentHash(copy.segment, copy.content) : newest.hash;
    const entries = applied.map(({ edit, outcome: found, before }): LogEntry => {
      // Other words for the same content are no change.
      const outcome = found === "accepted" && hash === newest.hash ? "unchanged" : found;
      const after = outcome === "conflict" ? (edit.value ?? null) : getItem(copy, edit.item);
      return { id: edit.id, item: edit.item, outcome, before, after, place: edit.after };
    });
    const toResult = ({ id, item, outcome, before, after }: LogEntry): EditResult => ({
      id,
      item,
      outcome,
      value: outcome === "conflict" ? before : after,
    });
    for (const entry of entries) known.set(entry.id, toResult(entry));
    if (hash === newest.hash) {
      const where = {
        versionId: newest.id,
        revision: newest.revision,
        at: new Date(),
        signaturesCleared: [],
      };
      await logEdits(tx, ctx, where, entries);
      return answer(newest, newest.revision, []);
    }
    const segmentId = await segmentIdOf(tx, workspaceId, copy.segment);
    const stored = await storeOpen(tx, ctx, sheet, newest, {
      ...newest,
      segmentId,
      hash,
      content: copy.content,
    });
    const { revision, updatedAt, cleared } = stored;
    const where = { versionId: newest.id, revision, at: updatedAt, signaturesCleared: cleared };
    await logEdits(tx, ctx, where, entries);
    await audit(tx, ctx, "sheets.edit", `sheet:${sheet.key}`, {
      version: newest.number,
      revision,
      hash,
      items: entries.filter(({ outcome }) => outcome === "accepted").map(({ item }) => refText(item)),
      signatures_cleared: cleared,
    });
    return answer({ ...newest, revision, hash, updatedAt, state: "draft" }, newest.revision, cleared);
  });
}

/** @throws AppError `invalid` with every reason that has nothing to do with what the draft holds. */
function refuseUnfit({ edits }: Input): void {
  const issues = edits.flatMap((edit, i) => {
    const unfit = unstorable(edit.value);
    const path = `edits.${i}`;
    return unfit ? [{ path: `${path}.value`, message: unfit }] : editIssues(edit, path);
  });
  if (issues.length > 0) throw invalid(issues);
}
