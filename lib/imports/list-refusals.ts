import { authorize, type Context } from "../context.ts";
import { loadImport } from "./internal.ts";
import { refusalsAfter } from "./refusals.ts";
import type { RefusalView } from "./schemas.ts";

/** Refused rows by keyset; `cursor` is the last line seen. @throws AppError `not_found` */
export async function listRefusals(
  ctx: Context,
  input: { id: number; limit: number; cursor: number },
): Promise<{ columns: string[]; items: RefusalView[]; next_cursor: number | null }> {
  authorize(ctx, "imports:read");
  const row = await loadImport(ctx, input.id);
  const found = await refusalsAfter(ctx.workspaceId, row.id, input.cursor, input.limit + 1);
  const items = found.slice(0, input.limit);
  const more = found.length > input.limit;
  return { columns: row.columns ?? [], items, next_cursor: more ? (items.at(-1)?.line ?? null) : null };
}
