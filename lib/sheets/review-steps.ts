import { and, eq } from "drizzle-orm";
import { inWorkspace, type Tx } from "#db/client.ts";
import { sheetComments, sheetSignatures, sheetVersions } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { actingMemberId, type Context } from "../context.ts";
import { conflict, invalid } from "../errors.ts";
import { unstorable } from "../storable.ts";
import type { Step } from "./agreement-schemas.ts";
import { announceSheet } from "./announce-sheet.ts";
import { isOpen, loadSheet, loadVersions, type SheetRow, type VersionRow } from "./internal.ts";
import { loadPeople, signersAmong, tellAbout } from "./people.ts";

type StepChange = {
  key: string;
  text: string | undefined;
  kind: "submit" | "changes";
  field: "note" | "reason";
  from: "draft" | "in_review";
  refusal: string;
};

/** A step between draft and review: what was said goes into the conversation, and both sides are told. */
export async function takeStep(ctx: Context, change: StepChange): Promise<Step> {
  const { workspaceId } = ctx;
  const unfit = change.text === undefined ? null : unstorable(change.text, change.field);
  if (unfit) throw invalid([{ path: change.field, message: unfit }]);
  const isSubmit = change.kind === "submit";
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, change.key, true);
    const version = (await loadVersions(tx, workspaceId, [sheet.id])).find(isOpen);
    if (version?.state !== change.from) throw conflict(change.refusal);
    const state = isSubmit ? "in_review" : "draft";
    const cleared = isSubmit ? [] : await clearSignatures(tx, workspaceId, version.id);
    await tx
      .update(sheetVersions)
      .set({ state })
      .where(and(eq(sheetVersions.workspaceId, workspaceId), eq(sheetVersions.id, version.id)));
    await say(tx, ctx, sheet, version, change);
    await announceSheet(tx, ctx, sheet.key, version.revision);
    const people = await loadPeople(tx, workspaceId);
    await tellAbout(tx, ctx, sheet, people, signersAmong(people), {
      kind: isSubmit ? "submitted" : "changes_requested",
      payload: { version: version.number, text: change.text?.slice(0, 200) ?? null },
    });
    await audit(tx, ctx, isSubmit ? "sheets.submit" : "sheets.request_changes", `sheet:${sheet.key}`, {
      version: version.number,
      hash: version.hash,
      [change.field]: change.text ?? null,
      ...(isSubmit ? {} : { signatures_cleared: cleared }),
    });
    return {
      key: sheet.key,
      version: version.number,
      state,
      hash: version.hash,
      signatures_cleared: cleared,
    };
  });
}

async function clearSignatures(tx: Tx, workspaceId: number, versionId: number) {
  const gone = await tx
    .delete(sheetSignatures)
    .where(and(eq(sheetSignatures.workspaceId, workspaceId), eq(sheetSignatures.versionId, versionId)))
    .returning({ side: sheetSignatures.side });
  return gone.map(({ side }) => side).sort();
}

async function say(
  tx: Tx,
  ctx: Context,
  sheet: SheetRow,
  version: VersionRow,
  { kind, text }: StepChange,
): Promise<void> {
  const memberId = actingMemberId(ctx);
  if (text === undefined || memberId === null) return;
  const { workspaceId } = ctx;
  const values = { sheetId: sheet.id, versionId: version.id, kind, memberId, body: text };
  await tx.insert(sheetComments).values({ workspaceId, ...values });
}
