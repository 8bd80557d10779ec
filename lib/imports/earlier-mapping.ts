import { and, desc, eq, isNotNull, ne } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { imports } from "#db/schema/index.ts";
import type { ImportRow } from "./internal.ts";
import { mappingSchema } from "./mapping.ts";
import type { Analysis } from "./schemas.ts";
import { IGNORE } from "./targets.ts";

const LOOKED_AT = 20;

/**
 * The mapping of the newest started import of the same kind whose imported columns all occur in this file:
 * the same export next month, or the refused rows mended.
 */
export async function earlierMapping(
  row: ImportRow,
  columns: readonly string[],
): Promise<Analysis["earlier"]> {
  const candidates = await inWorkspace(
    row.workspaceId,
    (tx) =>
      tx
        .select({
          id: imports.id,
          fileName: imports.fileName,
          createdAt: imports.createdAt,
          mapping: imports.mapping,
        })
        .from(imports)
        .where(
          and(
            eq(imports.workspaceId, row.workspaceId),
            eq(imports.kind, row.kind),
            ne(imports.id, row.id),
            isNotNull(imports.startedAt),
            isNotNull(imports.mapping),
          ),
        )
        .orderBy(desc(imports.id))
        .limit(LOOKED_AT),
    { readOnly: true },
  );
  const present = new Set(columns);
  for (const { id, fileName, createdAt, mapping } of candidates) {
    const parsed = mappingSchema.safeParse(mapping);
    if (!parsed.success) continue;
    const kept = Object.entries(parsed.data.columns).filter(([name]) => present.has(name));
    const used = Object.entries(parsed.data.columns).filter(([, { to }]) => to !== IGNORE);
    if (used.length === 0 || used.some(([name]) => !present.has(name))) continue;
    // Format and date of knowledge belong to that file; this one may have others.
    const columnsKept = Object.fromEntries(kept);
    const own = { columns: columnsKept, encoding: "auto", delimiter: "auto", known_at: undefined } as const;
    return {
      id,
      file_name: fileName,
      created_at: createdAt.toISOString(),
      mapping: { ...parsed.data, ...own },
    };
  }
  return null;
}
