import { inWorkspace } from "#db/client.ts";
import { sheetSignatures } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { AppError, conflict, invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { SIDES, type Side, signingSide } from "../permissions.ts";
import { type Activation, activateOrSchedule, readActivation, setVersion } from "./activate.ts";
import { announceSheet } from "./announce-sheet.ts";
import { isOpen, loadSheet, loadSignatures, loadVersions } from "./internal.ts";
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
 * Signs the open version for the caller's side. The first signature brings it in review; the second makes it active, at
 * once or at the time given, retires the one before and asks for everybody to be rescored, all in one transaction.
 * @throws AppError `not_found`; `forbidden`; `conflict` where the content has moved on, or the member signed for the
 *   other side before; `invalid` where the first to sign sets time or silence, which are the last one's to say.
 */
export async function approveSheet(
  ctx: Context,
  input: OperationInput<typeof approveSheetOperation>,
): Promise<Approval> {
  authorize(ctx, "sheets:sign");
  const { memberId, side } = signer(ctx);
  const { workspaceId } = ctx;
  readActivation(input, new Date());
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const versions = await loadVersions(tx, workspaceId, [sheet.id]);
    const version = versions.find(isOpen);
    if (!version) throw conflict("There is no draft to sign");
    if (version.hash !== input.hash) throw conflict("The content has changed since you looked at it");
    const { id: versionId, number, hash, scheduledAt } = version;
    const before = (await loadSignatures(tx, workspaceId)).get(versionId) ?? [];
    if (before.some((signature) => signature.member.id === memberId && signature.side !== side)) {
      throw conflict("One member signs for one side: you have signed for the other one");
    }
    const answer = { key: sheet.key, version: number, hash };
    // Said again it changes nothing: a version that waits for its time goes on waiting.
    if (before.some((signature) => signature.side === side)) {
      const scheduled_at = scheduledAt?.toISOString() ?? null;
      return { ...answer, state: version.state, signatures: before, scheduled_at };
    }
    await tx.insert(sheetSignatures).values({ workspaceId, versionId, side, memberId, hash });
    await audit(tx, ctx, "sheets.sign", `sheet:${sheet.key}`, { version: number, side, hash });
    await announceSheet(tx, ctx, sheet.key, version.revision);
    const signatures = (await loadSignatures(tx, workspaceId)).get(versionId) ?? [];
    if (SIDES.every((wanted) => signatures.some((signature) => signature.side === wanted))) {
      const done = await activateOrSchedule(tx, ctx, sheet, versions, version, input);
      const scheduled_at = done.scheduledAt?.toISOString() ?? null;
      return { ...answer, state: done.state, signatures, scheduled_at };
    }
    if (input.activate_at !== undefined || input.silent === true) throw tooEarly(input);
    const note = input.note ? { note: input.note } : {};
    await setVersion(tx, workspaceId, versionId, { state: "in_review", ...note });
    return { ...answer, state: "in_review", signatures, scheduled_at: null };
  });
}

const tooEarly = ({ activate_at: at }: Activation): AppError =>
  invalid([
    {
      path: at === undefined ? "silent" : "activate_at",
      message:
        "The other side has not signed: whoever signs last says when and how the version becomes active",
      code: "not_last",
    },
  ]);
