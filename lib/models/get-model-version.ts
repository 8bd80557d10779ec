import type { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import type { getModelVersionOperation } from "./operations.ts";
import type { modelVersionSchema } from "./schemas.ts";

type Version = z.infer<typeof modelVersionSchema>;

/** What one training came to. @throws AppError `not_found`. */
export async function getModelVersion(
  ctx: Context,
  input: OperationInput<typeof getModelVersionOperation>,
): Promise<Version> {
  authorize(ctx, "models:read");
  const { workspaceId } = ctx;
  const found = await inWorkspace(
    workspaceId,
    (tx) =>
      tx.$client.query<Omit<Version, "trained_at"> & { trained_at: Date }>(
        `select v.number, v.trained_at, v.outcome, v.report from model_versions v
         join models m on m.workspace_id = v.workspace_id and m.id = v.model_id
         where v.workspace_id = $1 and m.key = $2 and v.number = $3`,
        [workspaceId, input.key, input.number],
      ),
    { readOnly: true },
  );
  const [version] = found.rows;
  if (!version) throw notFound("Model version");
  return { ...version, trained_at: version.trained_at.toISOString() };
}
