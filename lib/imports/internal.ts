import { and, eq } from "drizzle-orm";
import { inWorkspace, type Tx } from "#db/client.ts";
import { imports, workspaces } from "#db/schema/index.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";

export type ImportRow = typeof imports.$inferSelect;

export const oneImport = (workspaceId: number, importId: number) =>
  and(eq(imports.workspaceId, workspaceId), eq(imports.id, importId));

/** The import, or undefined. */
export async function findImport(workspaceId: number, importId: number): Promise<ImportRow | undefined> {
  const rows = await inWorkspace(
    workspaceId,
    (tx) => tx.select().from(imports).where(oneImport(workspaceId, importId)),
    { readOnly: true },
  );
  return rows[0];
}

/** The import; throws `not_found`, for another workspace's ids too. */
export async function loadImport(ctx: Context, importId: number): Promise<ImportRow> {
  const row = await findImport(ctx.workspaceId, importId);
  if (!row) throw notFound("Import");
  return row;
}

/** The import, locked until the transaction's end; throws `not_found`. */
export async function lockImport(tx: Tx, ctx: Context, importId: number): Promise<ImportRow> {
  const [row] = await tx.select().from(imports).where(oneImport(ctx.workspaceId, importId)).for("update");
  if (!row) throw notFound("Import");
  return row;
}

/** IANA name of the workspace's time zone. */
export async function workspaceZone(workspaceId: number): Promise<string> {
  const rows = await inWorkspace(
    workspaceId,
    (tx) => tx.select({ zone: workspaces.timeZone }).from(workspaces).where(eq(workspaces.id, workspaceId)),
    { readOnly: true },
  );
  return rows[0]?.zone ?? "UTC";
}
