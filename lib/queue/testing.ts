import { createMember, createWorkspace } from "#db/testing/factories.ts";
import type { Context } from "../context.ts";
import { putSegment } from "../segments/put-segment.ts";
import { activeSheet, createLeads, rescoreNow } from "../sheets/testing.ts";
import { listQueue } from "./list-queue.ts";
import { type ListQueueInput, listQueueSchema } from "./schemas.ts";

export const list = async (ctx: Context, input: Partial<ListQueueInput> = {}) =>
  (await listQueue(ctx, listQueueSchema.parse(input))).handovers;

/** A workspace with so many hot leads, each handed over and nobody's; `handovers` newest first. */
export async function setUp(leads = 1) {
  const workspaceId = await createWorkspace();
  const admin = await createMember(workspaceId, "admin");
  const mia = await createMember(workspaceId, "sales");
  const tom = await createMember(workspaceId, "sales");
  const manager = await createMember(workspaceId, "manager");
  await putSegment(admin.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await activeSheet(workspaceId, "cars", "all");
  const people = Array.from({ length: leads }, (_, n) => ({
    visits: [1, 2, 3],
    attributes: { title: "CEO", name: `Lead ${n}` },
  }));
  const ids = await createLeads(workspaceId, people);
  await rescoreNow(workspaceId, ids);
  const handovers = await list(mia.ctx);
  const first = handovers[0]?.id ?? 0;
  return { workspaceId, admin, mia, tom, manager, ids, handovers, first, lead: handovers[0]?.lead.id ?? 0 };
}
