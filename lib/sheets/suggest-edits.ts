import { inWorkspace } from "#db/client.ts";
import { sheetSuggestions } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError, conflict, invalid, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { signingSide } from "../permissions.ts";
import { contentHash } from "../scoring/hash.ts";
import { unstorable } from "../storable.ts";
import { announceSheet } from "./announce-sheet.ts";
import { applyEdits } from "./apply-edits.ts";
import { refuseUnfit } from "./edit-draft.ts";
import { isOpen, loadContent, loadSheet, loadVersions } from "./internal.ts";
import { type Copy, getItem, refText } from "./items.ts";
import { loadPeople, tellAbout } from "./people.ts";
import { readContent } from "./read-content.ts";
import type { suggestOperation } from "./suggestion-operations.ts";
import type { Suggestion } from "./suggestion-schemas.ts";
import { findSuggestions, loadSuggestion, toSuggestion } from "./suggestions.ts";
import { segmentIdOf } from "./write-draft.ts";

type Input = OperationInput<typeof suggestOperation>;

/**
 * Proposes edits of the open version; the draft and its signatures stay as they are. The other side is told.
 * @throws AppError `not_found`; `invalid`, also where nothing would change; `invalid_sheet`; `conflict` where nothing is
 *   open or an item is no longer what the edit was made from.
 */
export async function suggestEdits(ctx: Context, input: Input): Promise<Suggestion> {
  authorize(ctx, "sheets:write");
  const memberId = actingMemberId(ctx);
  if (memberId === null) throw new AppError("forbidden", "Only members make suggestions");
  refuseUnfit(input);
  const unfit = unstorable(input.reason, "reason");
  if (unfit) throw invalid([{ path: "reason", message: unfit }]);
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

    const { copy: raw, applied } = applyEdits(start, input.edits);
    const outdated = applied.filter(({ outcome }) => outcome === "conflict");
    if (outdated.length > 0) {
      const path = ({ edit }: (typeof applied)[number]) => `edits.${input.edits.indexOf(edit)}`;
      const message = "The item has changed since";
      throw conflict(
        message,
        outdated.map((one) => ({ path: path(one), message })),
      );
    }
    const copy = { ...raw, content: readContent(raw.content) };
    await segmentIdOf(tx, workspaceId, copy.segment);
    if (contentHash(copy.segment, copy.content) === newest.hash) {
      throw invalid([{ path: "edits", message: "The suggestion changes nothing" }]);
    }
    const changes = applied
      .filter(({ outcome }) => outcome === "accepted")
      .map(({ edit: { item, value, after }, before }) => ({
        item,
        before,
        ...(value === undefined ? {} : { value: getItem(copy, item) }),
        ...(after === undefined ? {} : { after }),
      }));
    const place = { workspaceId, sheetId: sheet.id, versionId: newest.id, requestId: input.id };
    const [made] = await tx
      .insert(sheetSuggestions)
      .values({ ...place, memberId, reason: input.reason, changes })
      .returning({ id: sheetSuggestions.id });
    if (!made) throw new Error("the suggestion was not written");
    await announceSheet(tx, ctx, sheet.key, newest.revision);
    const people = await loadPeople(tx, workspaceId);
    const author = people.find(({ id }) => id === memberId);
    const side = author ? signingSide(author) : null;
    const others = people.filter((person) => ![null, side].includes(signingSide(person)));
    await tellAbout(
      tx,
      ctx,
      sheet,
      people,
      others.map(({ id }) => id),
      {
        kind: "suggested",
        payload: { version: newest.number, suggestion: made.id, text: input.reason.slice(0, 200) },
      },
    );
    await audit(tx, ctx, "sheets.suggest", `sheet:${sheet.key}`, {
      suggestion: made.id,
      version: newest.number,
      items: changes.map(({ item }) => refText(item)),
      reason: input.reason,
    });
    return toSuggestion(await loadSuggestion(tx, workspaceId, sheet.id, made.id), open);
  });
}
