import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { AppError, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { announce } from "../live/announce.ts";
import { PRESENCE_SECONDS } from "../live/presence.ts";
import type { presenceOperation } from "./operations.ts";

/**
 * Tells the workspace that the caller looks at a sheet, and which rule the caller edits. Nothing is stored.
 * @throws AppError `not_found`; `forbidden` for the product itself, which looks at nothing.
 */
export async function announcePresence(
  ctx: Context,
  input: OperationInput<typeof presenceOperation>,
): Promise<{ seconds: number }> {
  authorize(ctx, "sheets:read");
  const { workspaceId, actor } = ctx;
  if (actor.kind !== "member") throw new AppError("forbidden", "Only members look at sheets");
  return inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<{ sheet: string; name: string }>(
      `select s.key as sheet, u.name from sheets s, users u
       where s.workspace_id = $1 and s.key = $2 and u.id = $3`,
      [workspaceId, input.key, actor.userId],
    );
    const [row] = found.rows;
    if (!row) throw notFound("Sheet");
    const { sheet, name } = row;
    await announce(tx, workspaceId, {
      kind: "presence",
      sheet,
      member: actor.memberId,
      name: name.slice(0, 200),
      rule: input.rule ?? null,
    });
    return { seconds: PRESENCE_SECONDS };
  });
}
