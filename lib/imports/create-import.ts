import { and, eq, lt, sql } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { imports } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { env } from "../env.ts";
import { invalid } from "../errors.ts";
import { storeFile } from "./chunks.ts";
import { oneImport } from "./internal.ts";
import type { ImportKind } from "./kinds.ts";
import type { Mapping } from "./mapping.ts";
import { mappingIssues } from "./mapping-issues.ts";

const MAX_NAME = 200;

/** A file's name is only ever a label: folders and control characters go. */
export function labelOf(fileName: string): string {
  const last = fileName.split(/[\\/]/).at(-1) ?? "";
  const clean = last.replace(/\p{C}/gu, "").trim();
  return clean === "" || /^\.+$/.test(clean) ? "file.csv" : clean.slice(0, MAX_NAME);
}

export type Upload = { kind: ImportKind; mapping: Mapping | null };

async function begin(ctx: Context, fileName: string): Promise<number> {
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    // Uploads whose process was killed; their pieces go with them.
    await tx
      .delete(imports)
      .where(
        and(
          eq(imports.workspaceId, workspaceId),
          eq(imports.state, "uploading"),
          lt(imports.createdAt, sql`now() - interval '1 day'`),
        ),
      );
    const [row] = await tx
      .insert(imports)
      // The kind may come after the file in the same upload; it is set when the upload is complete.
      .values({
        workspaceId,
        kind: "leads",
        fileName: labelOf(fileName),
        state: "uploading",
        memberId: actingMemberId(ctx),
      })
      .returning({ id: imports.id });
    if (!row) throw new Error("the import was not inserted");
    return row.id;
  });
}

/**
 * Stores a file as a new import in the state `uploaded`. Nothing of it stays where the upload breaks off or is refused.
 * @param source the file's bytes, read in constant memory
 * @param described what the upload says about it, asked once all bytes are in
 * @returns the import's id
 * @throws AppError `too_large` (413), `invalid` (422: empty file, or a mapping that cannot be run)
 */
export async function createImport(
  ctx: Context,
  fileName: string,
  source: AsyncIterable<Uint8Array>,
  described: () => Promise<Upload>,
): Promise<number> {
  authorize(ctx, "imports:create");
  const id = await begin(ctx, fileName);
  try {
    const bytes = await storeFile(ctx.workspaceId, id, source, env().HOTSHEET_IMPORT_MAX_BYTES);
    const { kind, mapping } = await described();
    if (bytes === 0) throw invalid([{ path: "file", code: "empty", message: "The file is empty" }]);
    const issues = mapping ? mappingIssues(kind, mapping, null) : [];
    if (issues.length > 0) {
      throw invalid(
        issues.map((issue) => ({ ...issue, path: `mapping.${issue.path}` })),
        "The mapping cannot be run",
      );
    }
    await inWorkspace(ctx.workspaceId, async (tx) => {
      await tx
        .update(imports)
        .set({ kind, mapping, bytes, state: "uploaded" })
        .where(oneImport(ctx.workspaceId, id));
      await audit(tx, ctx, "imports.upload", `import:${id}`, { kind, bytes });
    });
    return id;
  } catch (error) {
    await discardImport(ctx, id);
    throw error;
  }
}

/** Takes an import that never ran away again, with its file. */
export async function discardImport(ctx: Context, id: number): Promise<void> {
  await inWorkspace(ctx.workspaceId, (tx) => tx.delete(imports).where(oneImport(ctx.workspaceId, id)), {
    timeoutMs: 120_000,
  });
}
