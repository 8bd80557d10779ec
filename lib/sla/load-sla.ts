import type { Tx } from "#db/client.ts";
import type { Calendar, Week } from "../routing/working-hours.ts";
import type { Sla } from "./schemas.ts";

/** Escalation in its order; what each does is in escalate.ts. */
export const LEVELS = ["warn", "manager", "reassign"] as const;
export type Level = (typeof LEVELS)[number];

export type LoadedSla = { sla: Sla | null; timeZone: string; calendar: Calendar };

type Row = {
  time_zone: string;
  target: number | null;
  week: Week | null;
  warn: number | null;
  manager: number | null;
  reassign: number | null;
};

/** The workspace's target, and the calendar that its time is counted in (around the clock where it has none). */
export async function loadSla(tx: Tx, workspaceId: number): Promise<LoadedSla> {
  const found = await tx.$client.query<Row>(
    `select w.time_zone, s.target_minutes as target, s.week, s.warn_minutes as warn, s.manager_minutes as manager,
       s.reassign_minutes as reassign
     from workspaces w left join sla_settings s on s.workspace_id = $1 where w.id = $1`,
    [workspaceId],
  );
  const [row] = found.rows;
  const timeZone = row?.time_zone ?? "UTC";
  const week = row?.week ?? null;
  const sla =
    row == null || row.target === null
      ? null
      : {
          target_minutes: row.target,
          week,
          warn_minutes: row.warn,
          manager_minutes: row.manager,
          reassign_minutes: row.reassign,
        };
  return { sla, timeZone, calendar: { week, timeZone } };
}

/** Minutes after the target at which a level is due; null: it is not used. */
export const minutesOf = (sla: Sla, level: Level): number | null => sla[`${level}_minutes`];
