import type { Tx } from "#db/client.ts";
import type { EnrolmentOrigin } from "#db/schema/programmes.ts";
import { sendJob } from "../jobs/boss.ts";
import { whyNot } from "../mail/permitted.ts";
import { bigints } from "../sql-arrays.ts";
import type { ProgrammeRow } from "./internal.ts";
import type { ProgrammeContent } from "./schemas.ts";

export type EnrolInput = {
  programme: Pick<ProgrammeRow, "id" | "content">;
  leadIds: readonly number[];
  origin: EnrolmentOrigin;
  memberId?: number | null;
};
/** `refused` says of each lead that was not enrolled why; who is in the programme already is `already_enrolled`. */
export type Enrolled = { enrolled: number[]; refused: Map<number, string> };

const HOUR_MS = 3_600_000;

/** When the first step is due of who enters now. Pure. */
export const firstDue = ({ steps }: ProgrammeContent, now: Date): Date =>
  new Date(now.getTime() + (steps[0]?.delay_hours ?? 0) * HOUR_MS);

/**
 * Takes leads into a programme, in the caller's transaction: those that may be written to and are not in it. Who has left may
 * enter again. The worker is woken where a first step is due at once.
 */
export async function enrolLeads(
  tx: Tx,
  workspaceId: number,
  input: EnrolInput,
  now = new Date(),
): Promise<Enrolled> {
  const { programme, leadIds, origin, memberId = null } = input;
  const asked = await tx.$client.query<{ id: number; why: string | null }>(
    `select l.id::int as id, coalesce(${whyNot("l")}, case when exists (select from enrolments e
       where e.workspace_id = $1 and e.programme_id = $3 and e.lead_id = l.id and e.active) then 'already_enrolled' end) as why
     from leads l where l.workspace_id = $1 and l.id = any($2::bigint[]) order by l.id`,
    [workspaceId, bigints(leadIds), programme.id],
  );
  const refused = new Map(asked.rows.flatMap(({ id, why }) => (why === null ? [] : [[id, why] as const])));
  const free = asked.rows.filter(({ why }) => why === null).map(({ id }) => id);
  if (free.length === 0) return { enrolled: [], refused };
  const due = firstDue(programme.content, now);
  const made = await tx.$client.query<{ lead_id: string }>(
    `insert into enrolments (workspace_id, programme_id, lead_id, origin, member_id, entered_at, next_at)
     select $1, $2, id, $4, $5, $6, $7 from unnest($3::bigint[]) id
     on conflict do nothing returning lead_id`,
    [workspaceId, programme.id, bigints(free), origin, memberId, now, due],
  );
  const enrolled = made.rows.map((row) => Number(row.lead_id));
  for (const id of free) if (!enrolled.includes(id)) refused.set(id, "already_enrolled");
  if (enrolled.length > 0 && due <= now) await sendJob(tx, "programmes.run", { workspaceId });
  return { enrolled, refused };
}
