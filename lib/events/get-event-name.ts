import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { countsOf } from "./catalogue-counts.ts";
import type { EventDetail } from "./schemas.ts";

const MAX_PROPERTIES = 50;
const MAX_VALUES_SHOWN = 20;

type Known = { property: string; on_event: boolean };
type Value = { property: string; value: string; events: string; different: number };

/** An event's properties with their most frequent values. @throws AppError `not_found` for one that never came. */
export async function getEventName(ctx: Context, { name }: { name: string }): Promise<EventDetail> {
  authorize(ctx, "events:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const came = await tx.$client.query(
        "select 1 from activities where workspace_id = $1 and name = $2 limit 1",
        [workspaceId, name],
      );
      if (came.rows.length === 0) throw notFound("event name");
      const known = await tx.$client.query<Known>(
        `select property, on_event from event_properties where workspace_id = $1 and name = $2
         order by property limit ${MAX_PROPERTIES}`,
        [workspaceId, name],
      );
      const counts = await countsOf(tx, workspaceId);
      const values = await tx.$client.query<Value>(
        `with counted as (${counts.sql}),
         valued as (
           select p.key as property, p.value, coalesce(sum(c.n), 0)::bigint as events
           from activities a left join counted c on c.id = a.id cross join jsonb_each_text(a.properties) p
           where a.workspace_id = $1 and a.name = $2 group by p.key, p.value),
         ranked as (
           select *, count(*) over (partition by property)::int as different,
             row_number() over (partition by property order by events desc, value) as place from valued)
         select property, value, events, different from ranked where place <= ${MAX_VALUES_SHOWN}
         order by property, place limit ${MAX_PROPERTIES * MAX_VALUES_SHOWN}`,
        [workspaceId, name],
      );
      return {
        name,
        properties: known.rows.map(({ property, on_event }) => {
          const own = values.rows.filter((value) => value.property === property);
          return {
            name: property,
            varied: on_event,
            different: own[0]?.different ?? 0,
            values: own.map(({ value, events }) => ({ value, events: Number(events) })),
          };
        }),
      };
    },
    { readOnly: true },
  );
}
