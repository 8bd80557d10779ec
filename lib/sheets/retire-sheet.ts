import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict, invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { rescoreEverybody } from "../scores/rescore-everybody.ts";
import { unstorable } from "../storable.ts";
import { setVersion } from "./activate.ts";
import type { retireSheetOperation } from "./agreement-operations.ts";
import type { Step } from "./agreement-schemas.ts";
import { announceSheet } from "./announce-sheet.ts";
import { signer } from "./approve-sheet.ts";
import { loadSheet, loadVersions } from "./internal.ts";
import { loadPeople, signersAmong, tellAbout } from "./people.ts";

/**
 * Retires the active version with none in its place: its leads lose their score on this sheet; hand-overs stay.
 * @throws AppError `not_found`, `forbidden`, `conflict` where that version is not the active one.
 */
export async function retireSheet(
  ctx: Context,
  input: OperationInput<typeof retireSheetOperation>,
): Promise<Step> {
  authorize(ctx, "sheets:sign");
  const { side } = signer(ctx);
  const { workspaceId } = ctx;
  const unfit = input.note === undefined ? null : unstorable(input.note, "note");
  if (unfit) throw invalid([{ path: "note", message: unfit }]);
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const versions = await loadVersions(tx, workspaceId, [sheet.id]);
    const active = versions.find(({ state }) => state === "active");
    if (active?.number !== input.version) throw conflict("That version is not active");
    await setVersion(tx, workspaceId, active.id, { state: "retired", retiredAt: new Date() });
    await rescoreEverybody(tx, workspaceId, "retirement");
    const { number, hash } = active;
    await audit(tx, ctx, "sheets.retire", `sheet:${sheet.key}`, {
      version: number,
      side,
      note: input.note ?? null,
    });
    await announceSheet(tx, ctx, sheet.key, active.revision);
    const people = await loadPeople(tx, workspaceId);
    await tellAbout(tx, ctx, sheet, people, signersAmong(people), {
      kind: "retired",
      payload: { version: number, text: input.note?.slice(0, 200) ?? null },
    });
    return { key: sheet.key, version: number, state: "retired", hash, signatures_cleared: [] };
  });
}
