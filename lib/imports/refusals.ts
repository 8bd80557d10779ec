import { and, asc, eq, gt } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { importRefusals } from "#db/schema/index.ts";
import { REFUSAL_CODES } from "./kinds.ts";
import type { RefusalView } from "./schemas.ts";

const codeOf = (code: string) => REFUSAL_CODES.find((known) => known === code) ?? "refused_by_database";

/** Refused rows after a line, in the file's order. */
export async function refusalsAfter(
  workspaceId: number,
  importId: number,
  line: number,
  limit: number,
): Promise<RefusalView[]> {
  const { line: at, column, code, reason, row } = importRefusals;
  const found = await inWorkspace(
    workspaceId,
    (tx) =>
      tx
        .select({ line: at, column, code, reason, row })
        .from(importRefusals)
        .where(
          and(
            eq(importRefusals.workspaceId, workspaceId),
            eq(importRefusals.importId, importId),
            gt(importRefusals.line, line),
          ),
        )
        .orderBy(asc(at))
        .limit(limit),
    { readOnly: true },
  );
  return found.map((refusal) => ({ ...refusal, code: codeOf(refusal.code) }));
}
