import { inWorkspace } from "#db/client.ts";
import { imports } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict, type Issue, invalid } from "../errors.ts";
import { loadImport, lockImport, oneImport } from "./internal.ts";
import type { Mapping } from "./mapping.ts";
import { mappingIssues } from "./mapping-issues.ts";
import { sampleOf } from "./sample-import.ts";

type Input = Mapping & { id: number; draft: "true" | "false" };

/**
 * Keeps an import's mapping until it is started. A draft may still be incomplete; what it lacks comes back as issues.
 * @throws AppError `not_found`, `conflict` once started, `invalid` (422) for a mapping that cannot be run
 */
export async function setMapping(ctx: Context, input: Input): Promise<{ mapping: Mapping; issues: Issue[] }> {
  authorize(ctx, "imports:create");
  const { id, draft, ...mapping } = input;
  const seen = await loadImport(ctx, id);
  // A draft is kept with every keystroke: its columns are not worth reading the file each time.
  const columns = draft === "true" ? null : (await sampleOf(seen, mapping)).columns;
  const issues = mappingIssues(seen.kind, mapping, columns);
  if (issues.length > 0 && draft === "false") throw invalid(issues, "The mapping cannot be run");
  await inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await lockImport(tx, ctx, id);
    if (row.state !== "uploaded") throw conflict("The import has been started; its mapping is fixed");
    await tx.update(imports).set({ mapping }).where(oneImport(ctx.workspaceId, id));
    if (draft === "false") await audit(tx, ctx, "imports.map", `import:${id}`);
  });
  return { mapping, issues };
}
