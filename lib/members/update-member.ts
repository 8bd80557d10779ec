import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { members } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { keepAnAdmin, loadMember, sideFor, toMember } from "./internal.ts";
import type { updateMemberOperation } from "./operations.ts";
import type { Member } from "./schemas.ts";

/**
 * Changes a member's role or side; it counts from the member's next request on.
 * @throws AppError `not_found`, `conflict` for the last administrator, `invalid`.
 */
export async function updateMember(
  ctx: Context,
  input: OperationInput<typeof updateMemberOperation>,
): Promise<Member> {
  authorize(ctx, "members:manage");
  return inWorkspace(ctx.workspaceId, async (tx) => {
    if (input.role !== undefined && input.role !== "admin") await keepAnAdmin(tx, ctx.workspaceId, input.id);
    const before = await loadMember(tx, ctx.workspaceId, input.id);
    const role = input.role ?? before.role;
    const kept = role === "admin" ? before.side : null;
    const side = sideFor(role, input.side === undefined ? kept : input.side);
    if (role === before.role && side === before.side) return toMember(ctx, before);
    await tx
      .update(members)
      .set({ role, side })
      .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.id, input.id)));
    await audit(tx, ctx, "members.update", `member:${input.id}`, {
      from: { role: before.role, side: before.side },
      to: { role, side },
    });
    return toMember(ctx, { ...before, role, side });
  });
}
