import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { Source } from "./schemas.ts";

const LIMIT = 200;
/** Counting stops here. */
const COUNT_LIMIT = 10_000;

type Row = {
  id: string;
  name: string;
  prefix: string;
  events_per_minute: number | null;
  disabled_at: Date | null;
  created_at: Date;
  previous_until: Date | null;
  last_at: Date | null;
  events: number;
  refused: number;
};

const newest = (table: string) =>
  `(select received_at from ${table} where workspace_id = $1 and source_id = s.id order by received_at desc limit 1)`;
const lately = (table: string) =>
  `(select count(*)::int from (select 1 from ${table} where workspace_id = $1 and source_id = s.id
     and received_at >= now() - interval '24 hours' limit ${COUNT_LIMIT + 1}) counted)`;

/** The sources, newest first, with what came from each in the last 24 hours. */
export async function listSources(ctx: Context): Promise<{ items: Source[] }> {
  authorize(ctx, "sources:read");
  const found = await inWorkspace(
    ctx.workspaceId,
    (tx) =>
      tx.$client.query<Row>(
        `select s.id, s.name, s.prefix, s.events_per_minute, s.disabled_at, s.created_at,
           case when s.previous_until > now() then s.previous_until end as previous_until,
           greatest(${newest("events")}, ${newest("rejected_events")}) as last_at,
           ${lately("events")} as events, ${lately("rejected_events")} as refused
         from sources s where s.workspace_id = $1 order by s.id desc limit ${LIMIT}`,
        [ctx.workspaceId],
      ),
    { readOnly: true },
  );
  return {
    items: found.rows.map((row) => ({
      id: Number(row.id),
      name: row.name,
      prefix: row.prefix,
      events_per_minute: row.events_per_minute,
      disabled: row.disabled_at !== null,
      created_at: row.created_at.toISOString(),
      previous_until: row.previous_until?.toISOString() ?? null,
      last_seen_at: row.last_at?.toISOString() ?? null,
      events_24h: row.events,
      refused_24h: row.refused,
    })),
  };
}
