import { and, eq } from "drizzle-orm";
import { inWorkspace, type Tx } from "#db/client.ts";
import { sheetSignatures, sheetVersions } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { AppError, conflict, invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { SIDES, type Side, signingSide } from "../permissions.ts";
import { rescoreEverybody } from "../scores/rescore-everybody.ts";
import { unstorable } from "../storable.ts";
import { announceSheet } from "./announce-sheet.ts";
import {
  isOpen,
  loadSheet,
  loadSignatures,
  loadVersions,
  type SheetRow,
  type VersionRow,
} from "./internal.ts";
import type { approveSheetOperation } from "./operations.ts";
import type { Approval } from "./schemas.ts";

/** Who signs for what, or a refusal. @throws AppError `forbidden` for roles with no side and for the product itself. */
export function signer(ctx: Context): { memberId: number; side: Side } {
  const { actor } = ctx;
  const side = actor.kind === "member" ? signingSide(actor) : null;
  if (actor.kind !== "member" || side === null) {
    throw new AppError("forbidden", "You sign for no side; marketing and sales sign sheets");
  }
  return { memberId: actor.memberId, side };
}

/**
 * Signs the open version for the caller's side. The first signature brings it in review; the second makes it active,
 * retires the one before and asks for everybody to be rescored, all in one transaction.
 * @throws AppError `not_found`; `forbidden`; `conflict` where the content has moved on, or the member signed for the
 *   other side before.
 */
export async function approveSheet(
  ctx: Context,
  input: OperationInput<typeof approveSheetOperation>,
): Promise<Approval> {
  authorize(ctx, "sheets:sign");
  const { memberId, side } = signer(ctx);
  const { workspaceId } = ctx;
  const unfit = input.note === undefined ? null : unstorable(input.note, "note");
  if (unfit) throw invalid([{ path: "note", message: unfit }]);
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const versions = await loadVersions(tx, workspaceId, [sheet.id]);
    const version = versions.find(isOpen);
    if (!version) throw conflict("There is no draft to sign");
    if (version.hash !== input.hash) throw conflict("The content has changed since you looked at it");
    const before = (await loadSignatures(tx, workspaceId)).get(version.id) ?? [];
    if (before.some((signature) => signature.member.id === memberId && signature.side !== side)) {
      throw conflict("One member signs for one side: you have signed for the other one");
    }
    if (!before.some((signature) => signature.side === side)) {
      await tx
        .insert(sheetSignatures)
        .values({ workspaceId, versionId: version.id, side, memberId, hash: version.hash });
      await audit(tx, ctx, "sheets.sign", `sheet:${sheet.key}`, {
        version: version.number,
        side,
        hash: version.hash,
      });
    }
    const signatures = (await loadSignatures(tx, workspaceId)).get(version.id) ?? [];
    const complete = SIDES.every((wanted) => signatures.some((signature) => signature.side === wanted));
    const active = versions.find(({ state }) => state === "active");
    const state = complete ? "active" : "in_review";
    if (complete) await activate(tx, ctx, sheet, version, active, input.note);
    else
      await setVersion(tx, workspaceId, version.id, { state, ...(input.note ? { note: input.note } : {}) });
    await announceSheet(tx, ctx, sheet.key, version.revision);
    return { key: sheet.key, version: version.number, state, hash: version.hash, signatures };
  });
}

type VersionChange = Partial<typeof sheetVersions.$inferInsert>;

function setVersion(tx: Tx, workspaceId: number, id: number, change: VersionChange) {
  return tx
    .update(sheetVersions)
    .set(change)
    .where(and(eq(sheetVersions.workspaceId, workspaceId), eq(sheetVersions.id, id)));
}

async function activate(
  tx: Tx,
  ctx: Context,
  sheet: SheetRow,
  version: VersionRow,
  old: VersionRow | undefined,
  note: string | undefined,
): Promise<void> {
  const now = new Date();
  const { workspaceId } = ctx;
  if (old) await setVersion(tx, workspaceId, old.id, { state: "retired", retiredAt: now });
  await setVersion(tx, workspaceId, version.id, {
    state: "active",
    activatedAt: now,
    ...(note ? { note } : {}),
  });
  await rescoreEverybody(tx, workspaceId, "activation");
  await audit(tx, ctx, "sheets.activate", `sheet:${sheet.key}`, {
    version: version.number,
    hash: version.hash,
    trial_days: version.trialDays,
    retired: old?.number ?? null,
  });
}
