import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { workspaces } from "#db/schema/index.ts";
import { notFound } from "../errors.ts";
import type { Workspace } from "./schemas.ts";

/** The workspace as callers see it. @throws AppError `not_found`. */
export async function loadWorkspace(tx: Tx, workspaceId: number): Promise<Workspace> {
  const [row] = await tx.select().from(workspaces).where(eq(workspaces.id, workspaceId));
  if (!row) throw notFound("Workspace");
  return {
    id: row.id,
    name: row.name,
    time_zone: row.timeZone,
    locale: row.locale,
    currency: row.currency,
    is_demo: row.isDemo,
    rejection_reasons: row.rejectionReasons,
  };
}
