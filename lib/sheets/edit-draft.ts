import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { conflict, invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { unstorable } from "../storable.ts";
import { editIssues } from "./apply-edits.ts";
import { answeredEdits, type LogEntry } from "./edit-log.ts";
import { editOpen } from "./edit-open.ts";
import type { EditedDraft, EditResult } from "./edit-schemas.ts";
import { isOpen, loadSheet, loadVersions, type VersionRow } from "./internal.ts";
import type { editDraftOperation } from "./operations.ts";

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

    const { entries, changed, cleared } = await editOpen(tx, ctx, sheet, newest, fresh);
    for (const entry of entries) known.set(entry.id, toResult(entry));
    return answer({ ...newest, ...changed }, newest.revision, cleared);
  });
}

const toResult = ({ id, item, outcome, before, after }: LogEntry): EditResult => ({
  id,
  item,
  outcome,
  value: outcome === "conflict" ? before : after,
});

/** @throws AppError `invalid` with every reason that has nothing to do with what the draft holds. */
export function refuseUnfit({ edits }: Pick<Input, "edits">): void {
  const issues = edits.flatMap((edit, i) => {
    const unfit = unstorable(edit.value);
    const path = `edits.${i}`;
    return unfit ? [{ path: `${path}.value`, message: unfit }] : editIssues(edit, path);
  });
  if (issues.length > 0) throw invalid(issues);
}
