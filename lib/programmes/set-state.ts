import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { programmes } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { sendJob } from "../jobs/boss.ts";
import { loadProgramme } from "./internal.ts";
import type { Programme } from "./operation-schemas.ts";
import type { setProgrammeStateOperation } from "./operations.ts";
import { missingWords } from "./put-programme.ts";
import { viewProgramme } from "./view.ts";

/** Starts, pauses or resumes a programme. @throws AppError `not_found`, `invalid` where a step has nothing to send. */
export async function setProgrammeState(
  ctx: Context,
  { key, state }: OperationInput<typeof setProgrammeStateOperation>,
): Promise<Programme> {
  authorize(ctx, "programmes:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const { id, content, state: from } = await loadProgramme(tx, workspaceId, key, true);
    const issues = state === "running" ? missingWords(content) : [];
    if (issues.length > 0) throw invalid(issues);
    await tx
      .update(programmes)
      .set({ state, updatedAt: new Date() })
      .where(and(eq(programmes.workspaceId, workspaceId), eq(programmes.id, id)));
    if (state === "running") await sendJob(tx, "programmes.run", { workspaceId });
    await audit(tx, ctx, "programmes.state", `programme:${key}`, { from, to: state });
    return viewProgramme(tx, workspaceId, key);
  });
}
