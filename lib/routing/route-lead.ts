import type { Tx } from "#db/client.ts";
import { bigints } from "../sql-arrays.ts";
import { loadFree, lockMembers } from "./candidates.ts";
import { type Choice, chooseMember, isFree } from "./choose.ts";

export type Team = { id: number; key: string; name: string };

/** The team of that key or id, its state locked until the transaction ends; null where there is none. */
export async function lockTeam(
  tx: Tx,
  workspaceId: number,
  team: { key: string } | { id: number },
): Promise<Team | null> {
  const [column, value] = "key" in team ? ["key", team.key] : ["id", team.id];
  const found = await tx.$client.query<Team>(
    `select id::int as id, key, name from teams where workspace_id = $1 and ${column} = $2 for update`,
    [workspaceId, value],
  );
  return found.rows[0] ?? null;
}

/**
 * Chooses whose turn it is in a locked team and keeps the new state; of `first` alone where there is no team. Parallel calls
 * wait for each other at the team and, for members of several teams, at the members, who are locked in order.
 * @param who `first` is taken if free, without it being its turn; `except` is not asked
 */
export async function chooseFrom(
  tx: Tx,
  workspaceId: number,
  team: Team | null,
  at: Date,
  { first = null, except = null }: { first?: number | null; except?: number | null } = {},
): Promise<Choice> {
  const listed = await tx.$client.query<{ id: number; weight: number; lag: number }>(
    "select member_id::int as id, weight, lag from team_members where workspace_id = $1 and team_id = $2",
    [workspaceId, team?.id ?? null],
  );
  const state = new Map(listed.rows.map((row) => [row.id, row]));
  const asked = [...new Set(first === null ? state.keys() : [...state.keys(), first])];
  await lockMembers(tx, workspaceId, asked);
  const people = await loadFree(tx, workspaceId, asked, at);
  if (people.some((one) => one.memberId === first && isFree(one)))
    return { memberId: first ?? 0, lags: new Map() };
  const choice = chooseMember(
    people.flatMap((one) => {
      const turn = state.get(one.memberId);
      return turn && one.memberId !== except ? [{ ...one, weight: turn.weight, lag: turn.lag }] : [];
    }),
  );
  if (choice.memberId !== null)
    await tx.$client.query(
      `update team_members t set lag = n.lag from unnest($3::bigint[], $4::float8[]) as n (member_id, lag)
       where t.workspace_id = $1 and t.team_id = $2 and t.member_id = n.member_id`,
      [workspaceId, team?.id ?? null, bigints([...choice.lags.keys()]), [...choice.lags.values()]],
    );
  return choice;
}
