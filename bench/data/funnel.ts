import type pg from "pg";
import { inWorkspace } from "#db/client.ts";
import { segments } from "#db/schema/index.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import type { Context } from "#lib/context.ts";
import { refreshJourneys } from "#lib/funnel/refresh-journeys.ts";
import type { Condition } from "#lib/scoring/condition-schema.ts";

export type FunnelWorkspace = { ctx: Context; leads: number };

/** A share for each lead's number, without a pattern that weeks or sources could have too. */
const spread = (factor: number) => `((n * ${factor}::bigint) % 1000003) / 1000003.0`;
/** Of those at the stage before, who goes on, and within how many days at most. */
const STEPS = [
  ["mql", 0.45, 40],
  ["sal", 0.7, 10],
  ["sql", 0.6, 30],
  ["opportunity", 0.5, 60],
  ["customer", 0.35, 90],
] as const;

/**
 * A workspace whose leads came evenly over the last two years, in the order of their ids, from twelve sources and four countries (two of which are a
 * segment); stages follow at shares and speeds that depend on nothing but the lead's number. Its sums are made.
 */
export async function createFunnelWorkspace(owner: pg.Client, leads: number): Promise<FunnelWorkspace> {
  const ws = await createWorkspace(`Funnel of ${leads} leads`);
  const { ctx } = await createMember(ws, "manager");
  const condition: Condition = { field: "country", op: "in", value: ["ES", "MX"] };
  await inWorkspace(ws, (tx) =>
    tx.insert(segments).values({ workspaceId: ws, key: "home", name: "Home", condition, position: 1 }),
  );
  await owner.query("select set_config('app.workspace_id', $1, false)", [String(ws)]);
  await owner.query("create temporary table made as select 0::bigint as id, 0::bigint as n where false");
  await owner.query(
    `with stored as (
       insert into leads (workspace_id, email, attributes, created_at)
       select $1::integer, 'f' || n || '@example.test', jsonb_build_object('country', (array['ES', 'MX', 'DE', 'US'])[1 + n % 4],
         'source', 'source ' || (n * 7919 % 12)), now() - (1 - n / $2::float8) * interval '730 days'
       from generate_series(1, $2::bigint) n returning id)
     insert into made select id, row_number() over (order by id) from stored`,
    [ws, leads],
  );
  await owner.query(
    `insert into lead_attributes (workspace_id, lead_id, key, known_at, value)
     select workspace_id, id, 'source', created_at, attributes -> 'source' from leads where workspace_id = $1`,
    [ws],
  );
  await owner.query(
    `create temporary table moving as select m.id, m.n, l.created_at as at from made m
     join leads l on l.workspace_id = ${ws} and l.id = m.id`,
  );
  for (const [step, [stage, share, days]] of STEPS.entries()) {
    await owner.query(`delete from moving where ${spread(104_729 + step * 31)} >= ${share}`);
    await owner.query(`update moving set at = at + ${spread(15_485_863 + step)} * interval '${days} days'`);
    await owner.query("delete from moving where at > now()");
    await owner.query(
      `insert into stage_history (workspace_id, lead_id, stage, at, value, currency, origin)
       select ${ws}, id, '${stage}', at, case when '${stage}' = 'customer' then 100 + n % 900 end, null, 'api' from moving`,
    );
  }
  await owner.query("drop table made, moving");
  await owner.query("analyze leads; analyze stage_history; analyze lead_attributes");
  // The walk looks at every lead; what was noted meanwhile would only have it look twice.
  await owner.query("delete from journey_news where workspace_id = $1", [ws]);
  await refreshJourneys(ws);
  return { ctx, leads };
}
