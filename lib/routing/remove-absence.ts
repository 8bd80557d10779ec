import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { absences } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { assertOwnOrManaged } from "./add-absence.ts";
import type { removeAbsenceOperation } from "./operations.ts";

/** Takes an absence back. @throws AppError `not_found`, `forbidden` for somebody else's. */
export async function removeAbsence(
  ctx: Context,
  { id }: OperationInput<typeof removeAbsenceOperation>,
): Promise<{ id: number }> {
  authorize(ctx, "absences:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const here = and(eq(absences.workspaceId, workspaceId), eq(absences.id, id));
    const [absence] = await tx.select().from(absences).where(here);
    if (!absence) throw notFound("Absence");
    assertOwnOrManaged(ctx, absence.memberId);
    await tx.delete(absences).where(here);
    await audit(tx, ctx, "routing.remove_absence", `member:${absence.memberId}`, {
      from: absence.startsAt,
      to: absence.endsAt,
    });
    return { id };
  });
}
