import { sql } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { imports } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict } from "../errors.ts";
import { dropFile } from "./chunks.ts";
import { getImport } from "./get-import.ts";
import { lockImport, oneImport } from "./internal.ts";
import type { ImportView } from "./schemas.ts";

const OVER = new Set(["done", "cancelled"]);

/** Stops an import after the batch in hand and deletes its file; what is in stays in. @throws AppError `not_found`, `conflict` */
export async function cancelImport(ctx: Context, input: { id: number }): Promise<ImportView> {
  authorize(ctx, "imports:create");
  await inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await lockImport(tx, ctx, input.id);
    if (OVER.has(row.state)) throw conflict(`The import is ${row.state}`);
    await tx
      .update(imports)
      .set({ state: "cancelled", finishedAt: sql`now()` })
      .where(oneImport(ctx.workspaceId, input.id));
    await audit(tx, ctx, "imports.cancel", `import:${input.id}`, { rows_done: row.rowsDone });
  });
  await dropFile(ctx.workspaceId, input.id);
  return getImport(ctx, input);
}
