import { inWorkspace } from "#db/client.ts";
import { availability } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { notWorkers } from "./get-routing.ts";
import type { setAvailabilityOperation } from "./operations.ts";
import type { AvailabilityInput } from "./schemas.ts";

/** Sets what a member takes and when it works. @throws AppError `not_found` for who does not work the queue. */
export async function setAvailability(
  ctx: Context,
  { id, capacity, week, time_zone }: OperationInput<typeof setAvailabilityOperation>,
): Promise<AvailabilityInput & { id: number }> {
  authorize(ctx, "routing:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    if ((await notWorkers(tx, workspaceId, [id])).length > 0) throw notFound("Member");
    const values = { capacity, week, timeZone: time_zone };
    await tx
      .insert(availability)
      .values({ workspaceId, memberId: id, ...values })
      .onConflictDoUpdate({ target: [availability.workspaceId, availability.memberId], set: values });
    await audit(tx, ctx, "routing.set_availability", `member:${id}`, { capacity, week, time_zone });
    return { id, capacity, week, time_zone };
  });
}
