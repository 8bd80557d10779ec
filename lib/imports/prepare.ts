import { sql } from "drizzle-orm";
import { inWorkspace, type Tx } from "#db/client.ts";
import { imports } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { conflict } from "../errors.ts";
import { loadImport, lockImport, oneImport } from "./internal.ts";
import { settle } from "./settle.ts";

const STARTABLE = new Set(["uploaded", "running", "failed"]);

/**
 * Makes an import `running`, with nothing left to guess; one that runs or failed goes on where it was.
 * @param wake what makes somebody run it, in the same transaction
 * @throws AppError `not_found`, `conflict` for one that is over, `invalid` for a mapping that cannot be run
 */
export async function prepareImport(
  ctx: Context,
  id: number,
  wake: (tx: Tx) => Promise<void>,
): Promise<void> {
  const seen = await loadImport(ctx, id);
  if (!STARTABLE.has(seen.state)) throw conflict(`The import is ${seen.state}`);
  const startedAt = seen.startedAt ?? new Date();
  const first = seen.state === "uploaded";
  const settled = first ? await settle(seen, startedAt) : null;
  await inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await lockImport(tx, ctx, id);
    if (row.state !== seen.state) throw conflict(`The import is ${row.state}`);
    await tx
      .update(imports)
      .set({
        state: "running",
        startedAt,
        progressAt: sql`now()`,
        finishedAt: null,
        error: null,
        ...(settled ? { mapping: settled.mapping, columns: settled.columns } : {}),
      })
      .where(oneImport(ctx.workspaceId, id));
    await audit(tx, ctx, first ? "imports.start" : "imports.resume", `import:${id}`, { kind: row.kind });
    await wake(tx);
  });
}
