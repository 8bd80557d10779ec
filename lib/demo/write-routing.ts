import type { Tx } from "#db/client.ts";
import { availability, slaSettings, teamMembers, teams } from "#db/schema/index.ts";
import { addWorkingMinutes, type Calendar, workingMsBetween } from "../routing/working-hours.ts";
import { type DemoWorkspace, idOf, only } from "./internal.ts";

const HOURS: Calendar = {
  week: [1, 2, 3, 4, 5].map((day) => ({ day, from: "09:00", to: "18:00" })),
  timeZone: "Europe/Madrid",
};
const TARGET_MINUTES = 4 * 60;
/** Shares of leads. */
const REPS = [
  ["sales@demo.test", 2],
  ["sales2@demo.test", 1],
] as const;

/** A team, a target, and the clocks of what was handed over; nothing of the past is escalated. */
export async function writeRouting(tx: Tx, { workspaceId, members }: DemoWorkspace): Promise<void> {
  const values = { workspaceId, key: "sales", name: "Sales" };
  const { teamId } = only(await tx.insert(teams).values(values).returning({ teamId: teams.id }));
  for (const [email, weight] of REPS) {
    const memberId = idOf(members, email);
    await tx.insert(teamMembers).values({ workspaceId, teamId, memberId, weight });
    await tx.insert(availability).values({ workspaceId, memberId, capacity: 200, week: HOURS.week });
  }
  await tx.insert(slaSettings).values({
    workspaceId,
    targetMinutes: TARGET_MINUTES,
    week: HOURS.week,
    warnMinutes: 0,
    managerMinutes: 120,
  });
  const found = await tx.$client.query<{ id: string; at: Date; decided: Date | null }>(
    "select id, at, decided_at as decided from handovers where workspace_id = $1 and sheet_id is not null",
    [workspaceId],
  );
  const dues = found.rows.map(({ at }) => addWorkingMinutes(HOURS, at.getTime(), TARGET_MINUTES));
  const seconds = found.rows.map(({ at, decided }) =>
    decided ? Math.floor(workingMsBetween(HOURS, at.getTime(), decided.getTime()) / 1000) : null,
  );
  await tx.$client.query(
    `update handovers h set sla_due_at = to_timestamp(c.due / 1000), first_response_at = h.decided_at,
       response_seconds = c.seconds
     from unnest($2::bigint[], $3::float8[], $4::integer[]) as c (id, due, seconds)
     where h.workspace_id = $1 and h.id = c.id`,
    [workspaceId, found.rows.map(({ id }) => id), dues, seconds],
  );
}
