import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import type { previewPatternOperation } from "./operations.ts";
import { likePattern } from "./pattern.ts";
import type { PatternPreview } from "./schemas.ts";
import { storedAgent } from "./sql.ts";

const TIMEOUT_MS = 60_000;
const AGENTS = 10;

type Totals = PatternPreview["days_90"] & { recent: number; recent_leads: number };

/** Counts what a pattern would mark now. Reads every event of 90 days once: for a form that is used now and then. */
export async function previewPattern(
  ctx: Context,
  { kind, text }: OperationInput<typeof previewPatternOperation>,
): Promise<PatternPreview> {
  authorize(ctx, "traffic:manage");
  const values = [ctx.workspaceId, likePattern(kind, text)];
  const recent = "occurred_at > now() - interval '30 days'";
  const matching = `with matching as materialized (
    select e.lead_id, e.occurred_at, left(e.rest #>> '{context,userAgent}', 200) as agent from events e
    where e.workspace_id = $1 and e.counts and not e.by_hand and e.occurred_at > now() - interval '90 days'
      and ${storedAgent("e")} like $2)`;
  return inWorkspace(
    ctx.workspaceId,
    async (tx) => {
      const { rows } = await tx.$client.query<{ totals: Totals; agents: PatternPreview["agents"] | null }>(
        `${matching} select
           (select json_build_object('events', count(*), 'leads', count(distinct lead_id),
              'recent', count(*) filter (where ${recent}),
              'recent_leads', count(distinct lead_id) filter (where ${recent})) from matching) as totals,
           (select json_agg(a) from (select agent, count(*) as events from matching
              group by agent order by 2 desc, 1 limit ${AGENTS}) a) as agents`,
        values,
      );
      const totals = rows[0]?.totals ?? { events: 0, leads: 0, recent: 0, recent_leads: 0 };
      return {
        days_30: { events: totals.recent, leads: totals.recent_leads },
        days_90: { events: totals.events, leads: totals.leads },
        agents: rows[0]?.agents ?? [],
      };
    },
    { readOnly: true, timeoutMs: TIMEOUT_MS },
  );
}
