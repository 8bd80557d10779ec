import type { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { modelsSchema } from "./schemas.ts";
import { viewModels } from "./view.ts";

/** Predictive scores by name. */
export async function listModels(ctx: Context): Promise<z.infer<typeof modelsSchema>> {
  authorize(ctx, "models:read");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => ({ models: await viewModels(tx, workspaceId) }), {
    readOnly: true,
  });
}
