import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { loadSignatures, loadVersions, type SheetRow, toVersion } from "./internal.ts";
import type { SheetSummary } from "./schemas.ts";

/** Every sheet of the workspace by name, with its versions newest first, without their contents. */
export async function listSheets(ctx: Context): Promise<{ sheets: SheetSummary[] }> {
  authorize(ctx, "sheets:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const { rows } = await tx.$client.query<SheetRow>(
        `select id::int as id, key, name, created_at as "createdAt" from sheets
         where workspace_id = $1 order by lower(name), id`,
        [workspaceId],
      );
      const versions = await loadVersions(
        tx,
        workspaceId,
        rows.map((sheet) => sheet.id),
      );
      const signatures = await loadSignatures(tx, workspaceId);
      const now = new Date();
      const sheets = rows.map(({ id, key, name, createdAt }) => ({
        key,
        name,
        created_at: createdAt.toISOString(),
        versions: versions
          .filter((version) => version.sheetId === id)
          .map((version) => toVersion(version, signatures.get(version.id) ?? [], now)),
      }));
      return { sheets };
    },
    { readOnly: true },
  );
}
