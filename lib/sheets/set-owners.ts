import { and, eq } from "drizzle-orm";
import { inWorkspace, type Tx } from "#db/client.ts";
import { sheetOwners } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { SIDES, type Side, signingSide } from "../permissions.ts";
import type { setOwnersOperation } from "./agreement-operations.ts";
import type { Owners } from "./agreement-schemas.ts";
import { loadSheet } from "./internal.ts";
import { loadPeople } from "./people.ts";

/** Who answers for a sheet; nobody where the member has left or signs for another side now. */
export async function loadOwners(tx: Tx, workspaceId: number, sheetId: number): Promise<Owners> {
  const people = await loadPeople(tx, workspaceId);
  const rows = await tx
    .select({ side: sheetOwners.side, memberId: sheetOwners.memberId })
    .from(sheetOwners)
    .where(and(eq(sheetOwners.workspaceId, workspaceId), eq(sheetOwners.sheetId, sheetId)));
  const owner = (side: Side) => {
    const memberId = rows.find((row) => row.side === side)?.memberId;
    const person = people.find((one) => one.id === memberId && signingSide(one) === side);
    return person ? { id: person.id, name: person.name } : null;
  };
  return { marketing: owner("marketing"), sales: owner("sales") };
}

/** Sets who answers for a sheet on each side. @throws AppError `not_found`, `invalid` for a member of another side. */
export async function setOwners(
  ctx: Context,
  input: OperationInput<typeof setOwnersOperation>,
): Promise<Owners> {
  authorize(ctx, "sheets:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const people = await loadPeople(tx, workspaceId);
    for (const side of SIDES) {
      const memberId = input[side];
      if (memberId === undefined) continue;
      const person = people.find(({ id }) => id === memberId);
      if (memberId !== null && (!person || signingSide(person) !== side)) {
        throw invalid([
          { path: side, message: `No member ${memberId} signs for ${side}`, code: "no_signer" },
        ]);
      }
      const { workspaceId: ws, sheetId, side: ofSide } = sheetOwners;
      await tx.delete(sheetOwners).where(and(eq(ws, workspaceId), eq(sheetId, sheet.id), eq(ofSide, side)));
      if (memberId !== null)
        await tx.insert(sheetOwners).values({ workspaceId, sheetId: sheet.id, side, memberId });
    }
    const owners = await loadOwners(tx, workspaceId, sheet.id);
    await audit(tx, ctx, "sheets.set_owners", `sheet:${sheet.key}`, {
      marketing: owners.marketing?.id ?? null,
      sales: owners.sales?.id ?? null,
    });
    return owners;
  });
}
