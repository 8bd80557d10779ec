import type { Tx } from "#db/client.ts";
import { sheetSuggestions } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { actingMemberId, type Context } from "../context.ts";
import { AppError, invalid } from "../errors.ts";
import { signingSide } from "../permissions.ts";
import { contentHash } from "../scoring/hash.ts";
import { unstorable } from "../storable.ts";
import { applyEdits } from "./apply-edits.ts";
import { refuseUnfit } from "./edit-draft.ts";
import type { Edit } from "./edit-schemas.ts";
import type { SheetRow, VersionRow } from "./internal.ts";
import { type Copy, getItem, refText } from "./items.ts";
import { loadPeople, tellAbout } from "./people.ts";
import { readContent } from "./read-content.ts";
import { segmentIdOf } from "./write-draft.ts";

export type Proposal = { id: string; reason: string; edits: Edit[] };

/** Who suggests. @throws AppError `forbidden` for tokens and jobs that act for nobody. */
export function suggestingMember(ctx: Context): number {
  const memberId = actingMemberId(ctx);
  if (memberId === null) throw new AppError("forbidden", "Only members make suggestions");
  return memberId;
}

/** @throws AppError `invalid`. */
export function refuseUnfitProposal({ edits, reason }: Proposal): void {
  refuseUnfit({ edits });
  const unfit = unstorable(reason, "reason");
  if (unfit) throw invalid([{ path: "reason", message: unfit }]);
}

type Written =
  | { outcome: "made"; id: number }
  | { outcome: "changed"; edits: Edit[] }
  | { outcome: "unchanged" };

/**
 * Stores proposed edits of the open version as a suggestion; the draft stays as it is. Nothing is stored where an item is
 * no longer what the edit was made from (`changed`), or where nothing would change.
 * @param start the open version's content, locked by the caller
 * @throws AppError `invalid_sheet`, `invalid`.
 */
export async function writeSuggestion(
  tx: Tx,
  ctx: Context,
  sheet: SheetRow,
  open: Pick<VersionRow, "id" | "number" | "hash">,
  start: Copy,
  proposal: Proposal,
): Promise<Written> {
  const { workspaceId } = ctx;
  const { copy: raw, applied } = applyEdits(start, proposal.edits);
  const outdated = applied.filter(({ outcome }) => outcome === "conflict").map(({ edit }) => edit);
  if (outdated.length > 0) return { outcome: "changed", edits: outdated };
  const copy = { ...raw, content: readContent(raw.content) };
  await segmentIdOf(tx, workspaceId, copy.segment);
  if (contentHash(copy.segment, copy.content) === open.hash) return { outcome: "unchanged" };
  const changes = applied
    .filter(({ outcome }) => outcome === "accepted")
    .map(({ edit: { item, value, after }, before }) => ({
      item,
      before,
      ...(value === undefined ? {} : { value: getItem(copy, item) }),
      ...(after === undefined ? {} : { after }),
    }));
  const place = { workspaceId, sheetId: sheet.id, versionId: open.id, requestId: proposal.id };
  const [made] = await tx
    .insert(sheetSuggestions)
    .values({ ...place, memberId: suggestingMember(ctx), reason: proposal.reason, changes })
    .returning({ id: sheetSuggestions.id });
  if (!made) throw new Error("the suggestion was not written");
  await audit(tx, ctx, "sheets.suggest", `sheet:${sheet.key}`, {
    suggestion: made.id,
    version: open.number,
    items: changes.map(({ item }) => refText(item)),
    reason: proposal.reason,
  });
  return { outcome: "made", id: made.id };
}

/** Tells those who sign for another side than the author's. */
export async function tellOtherSide(
  tx: Tx,
  ctx: Context,
  sheet: SheetRow,
  payload: { version: number; suggestion: number; text: string },
): Promise<void> {
  const people = await loadPeople(tx, ctx.workspaceId);
  const memberId = actingMemberId(ctx);
  const author = people.find(({ id }) => id === memberId);
  const side = author ? signingSide(author) : null;
  const others = people.filter((person) => ![null, side].includes(signingSide(person)));
  const to = others.map(({ id }) => id);
  await tellAbout(tx, ctx, sheet, people, to, { kind: "suggested", payload });
}
