import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict, invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { bigints } from "../sql-arrays.ts";
import { notWorkers } from "./get-routing.ts";
import type { putTeamOperation } from "./operations.ts";
import { MAX_TEAMS } from "./schemas.ts";

/**
 * Creates or changes a team. Who stays keeps its place in the rotation, who is new begins even.
 * @throws AppError `invalid` for who is not a member that works the queue, `conflict` for too many teams.
 */
export async function putTeam(
  ctx: Context,
  { key, name, members }: OperationInput<typeof putTeamOperation>,
): Promise<{ key: string }> {
  authorize(ctx, "routing:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const ids = members.map(({ id }) => id);
    const strangers = new Set(await notWorkers(tx, workspaceId, ids));
    const message = "Not a member who works the queue";
    const issues = ids.flatMap((id, n) => (strangers.has(id) ? [{ path: `members.${n}.id`, message }] : []));
    if (issues.length > 0) throw invalid(issues);
    const stored = await tx.$client.query<{ id: string; made: boolean }>(
      `insert into teams (workspace_id, key, name) values ($1, $2, $3)
       on conflict (workspace_id, key) do update set name = excluded.name returning id, xmax = 0 as made`,
      [workspaceId, key, name],
    );
    const team = stored.rows[0];
    const { rows } = await tx.$client.query<{ n: number }>(
      "select count(*)::int as n from teams where workspace_id = $1",
      [workspaceId],
    );
    if ((rows[0]?.n ?? 0) > MAX_TEAMS) throw conflict(`There are ${MAX_TEAMS} teams, and no more are kept`);
    await tx.$client.query(
      "delete from team_members where workspace_id = $1 and team_id = $2 and member_id <> all($3::bigint[])",
      [workspaceId, team?.id, bigints(ids)],
    );
    await tx.$client.query(
      `insert into team_members (workspace_id, team_id, member_id, weight)
       select $1, $2, id, weight from unnest($3::bigint[], $4::integer[]) as m (id, weight)
       on conflict (workspace_id, team_id, member_id) do update set weight = excluded.weight`,
      [workspaceId, team?.id, bigints(ids), members.map(({ weight }) => weight)],
    );
    await audit(tx, ctx, team?.made ? "routing.create_team" : "routing.update_team", `team:${key}`, {
      name,
      members,
    });
    return { key };
  });
}
