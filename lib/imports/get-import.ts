import { authorize, type Context } from "../context.ts";
import { loadImport } from "./internal.ts";
import { refusalsAfter } from "./refusals.ts";
import type { ImportView } from "./schemas.ts";
import { viewOf } from "./view.ts";

const FIRST_REFUSALS = 100;

/** An import with its progress, counts and first refused rows. @throws AppError `not_found` */
export async function getImport(ctx: Context, input: { id: number }): Promise<ImportView> {
  authorize(ctx, "imports:read");
  const row = await loadImport(ctx, input.id);
  const refusals = row.refused > 0 ? await refusalsAfter(ctx.workspaceId, row.id, 0, FIRST_REFUSALS) : [];
  return viewOf(row, refusals);
}
