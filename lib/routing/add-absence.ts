import { inWorkspace } from "#db/client.ts";
import { absences } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { can } from "../permissions.ts";
import { notWorkers } from "./get-routing.ts";
import type { addAbsenceOperation } from "./operations.ts";
import type { Absence } from "./schemas.ts";

/** @throws AppError `forbidden` where somebody's absence is noted by another than an administrator. */
export function assertOwnOrManaged(ctx: Context, memberId: number | null): void {
  const { actor } = ctx;
  if (actor.kind === "system" || can(actor.role, "routing:manage") || actor.memberId === memberId) return;
  throw new AppError("forbidden", "Only an administrator notes the absence of somebody else");
}

/**
 * Notes when a member is away; it is given nothing meanwhile.
 * @throws AppError `forbidden` for somebody else's, `not_found` for who does not work the queue.
 */
export async function addAbsence(
  ctx: Context,
  input: OperationInput<typeof addAbsenceOperation>,
): Promise<Absence> {
  authorize(ctx, "absences:write");
  const { workspaceId } = ctx;
  const memberId = input.member ?? actingMemberId(ctx);
  assertOwnOrManaged(ctx, memberId);
  const [startsAt, endsAt] = [new Date(input.from), new Date(input.to)];
  const reason = input.reason ? input.reason : null;
  return inWorkspace(workspaceId, async (tx) => {
    if (memberId === null || (await notWorkers(tx, workspaceId, [memberId])).length > 0)
      throw notFound("Member");
    const [made] = await tx
      .insert(absences)
      .values({ workspaceId, memberId, startsAt, endsAt, reason })
      .returning({ id: absences.id });
    const said = { from: startsAt.toISOString(), to: endsAt.toISOString(), reason };
    await audit(tx, ctx, "routing.add_absence", `member:${memberId}`, said);
    return { id: made?.id ?? 0, ...said };
  });
}
