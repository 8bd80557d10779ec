import type { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { conflict, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { sendJob } from "../jobs/boss.ts";
import { findLeadId } from "../leads/find-lead.ts";
import { enrolLeads } from "./enrol.ts";
import { segmentCondition } from "./enrol-segment.ts";
import { loadProgramme } from "./internal.ts";
import type { enrolledSchema } from "./operation-schemas.ts";
import type { enrolOperation } from "./operations.ts";

/**
 * Takes a lead into a programme, or begins to take a segment's leads in.
 * @throws AppError `not_found`, `conflict` for a draft, and where the lead may not be written to (its code says why).
 */
export async function enrolByHand(
  ctx: Context,
  { key, enrol }: OperationInput<typeof enrolOperation>,
): Promise<z.infer<typeof enrolledSchema>> {
  authorize(ctx, "programmes:enrol");
  if ("segment" in enrol) authorize(ctx, "programmes:write");
  const { workspaceId } = ctx;
  const memberId = actingMemberId(ctx);
  return inWorkspace(workspaceId, async (tx) => {
    const programme = await loadProgramme(tx, workspaceId, key);
    if (programme.state === "draft")
      throw conflict("Start the programme first", [
        { path: "key", code: "programme_not_running", message: "The programme is a draft" },
      ]);
    if ("segment" in enrol) {
      const { segment, leads } = enrol;
      if ((await segmentCondition(tx, workspaceId, segment)) === null) throw notFound("Segment");
      await sendJob(tx, "programmes.enrol", { workspaceId, programme: key, segment, memberId });
      await audit(tx, ctx, "programmes.enrol_segment", `programme:${key}`, { segment, leads });
      return { enrolled: 0, started: true };
    }
    const leadId = await findLeadId(tx, workspaceId, enrol.lead);
    const done = await enrolLeads(tx, workspaceId, {
      programme,
      leadIds: [leadId],
      origin: "hand",
      memberId,
    });
    const why = done.refused.get(leadId);
    if (why) throw conflict("This lead cannot be enrolled", [{ path: "lead", code: why, message: why }]);
    await audit(tx, ctx, "programmes.enrol", `lead:${leadId}`, { programme: key });
    return { enrolled: done.enrolled.length, started: false };
  });
}
