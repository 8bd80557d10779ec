import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { lastCleared } from "./edit-log.ts";
import { isOpen, loadSheet, loadSignatures, loadVersions, toVersion } from "./internal.ts";
import type { getSheetOperation } from "./operations.ts";
import type { Sheet } from "./schemas.ts";

/** A sheet with its versions newest first and their contents. @throws AppError `not_found`. */
export async function getSheet(
  ctx: Context,
  input: OperationInput<typeof getSheetOperation>,
): Promise<Sheet> {
  authorize(ctx, "sheets:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const { id, key, name, createdAt } = await loadSheet(tx, workspaceId, input.key);
      const versions = await loadVersions(tx, workspaceId, [id]);
      const contents = await tx.$client.query<{ number: number; content: SheetContent }>(
        "select number, content from sheet_versions where workspace_id = $1 and sheet_id = $2",
        [workspaceId, id],
      );
      const byNumber = new Map(contents.rows.map((row) => [row.number, row.content]));
      const signatures = await loadSignatures(tx, workspaceId);
      const open = versions.find(isOpen);
      const cleared = open ? await lastCleared(tx, workspaceId, open.id) : null;
      const now = new Date();
      return {
        key,
        name,
        created_at: createdAt.toISOString(),
        versions: versions.flatMap((version) => {
          const content = byNumber.get(version.number);
          if (!content) return [];
          const summary = toVersion(version, signatures.get(version.id) ?? [], now);
          return [{ ...summary, content, cleared: version === open ? cleared : null }];
        }),
      };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
}
