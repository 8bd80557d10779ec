import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import type { deleteTeamOperation } from "./operations.ts";

const USES = `jsonb_path_exists(v.content, '$.groups[*].actions[*] ? (@.team == $team || @.routes[*].team == $team)',
  jsonb_build_object('team', $2::text))`;

/** Removes a team. @throws AppError `not_found`, `conflict` naming the sheet while an active one hands leads to it. */
export async function deleteTeam(
  ctx: Context,
  { key }: OperationInput<typeof deleteTeamOperation>,
): Promise<{ key: string }> {
  authorize(ctx, "routing:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const used = await tx.$client.query<{ name: string }>(
      `select s.name from sheet_versions v join sheets s on s.workspace_id = v.workspace_id and s.id = v.sheet_id
       where v.workspace_id = $1 and v.state = 'active' and ${USES} limit 1`,
      [workspaceId, key],
    );
    const [sheet] = used.rows;
    if (sheet) {
      const message = `The active version of ${sheet.name} hands leads to this team`;
      throw conflict(message, [{ path: "key", message, code: "team_in_use", params: { sheet: sheet.name } }]);
    }
    const removed = await tx.$client.query("delete from teams where workspace_id = $1 and key = $2", [
      workspaceId,
      key,
    ]);
    if (removed.rowCount === 0) throw notFound("Team");
    await audit(tx, ctx, "routing.delete_team", `team:${key}`);
    return { key };
  });
}
