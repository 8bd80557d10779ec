import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { loadRuns } from "./load-runs.ts";
import type { ListRuns, Runs } from "./schemas.ts";

/** Runs of actions, newest first, by keyset: what is written meanwhile moves nothing. */
export async function listRuns(ctx: Context, input: ListRuns): Promise<Runs> {
  authorize(ctx, "actions:read");
  const { workspaceId } = ctx;
  const rows = await inWorkspace(
    workspaceId,
    (tx) => loadRuns(tx, workspaceId, { ...input, limit: input.limit + 1 }),
    { readOnly: true },
  );
  const items = rows.slice(0, input.limit);
  return { items, next_cursor: rows.length > input.limit ? String(items.at(-1)?.id) : null };
}
