import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { conflict } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { SIDES } from "../permissions.ts";
import { activateOrSchedule, readActivation } from "./activate.ts";
import type { activateSheetOperation } from "./agreement-operations.ts";
import { signer } from "./approve-sheet.ts";
import { isOpen, loadSheet, loadSignatures, loadVersions } from "./internal.ts";
import type { Approval } from "./schemas.ts";

/**
 * Activates a version that both sides have signed and that waits for its time: at once, or sets another time.
 * @throws AppError `not_found`, `forbidden`, `conflict` where a signature is missing or the content has moved on.
 */
export async function activateSheet(
  ctx: Context,
  input: OperationInput<typeof activateSheetOperation>,
): Promise<Approval> {
  authorize(ctx, "sheets:sign");
  signer(ctx);
  const { workspaceId } = ctx;
  readActivation(input, new Date());
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const versions = await loadVersions(tx, workspaceId, [sheet.id]);
    const version = versions.find(isOpen);
    if (!version) throw conflict("There is no version that waits");
    if (version.hash !== input.hash) throw conflict("The content has changed since you looked at it");
    const signatures = (await loadSignatures(tx, workspaceId)).get(version.id) ?? [];
    if (!SIDES.every((side) => signatures.some((signature) => signature.side === side))) {
      throw conflict("Both sides sign before a version becomes active");
    }
    const { silent = version.silent } = input;
    const done = await activateOrSchedule(tx, ctx, sheet, versions, version, { ...input, silent });
    const { number, hash } = version;
    const scheduled_at = done.scheduledAt?.toISOString() ?? null;
    return { key: sheet.key, version: number, state: done.state, hash, signatures, scheduled_at };
  });
}
