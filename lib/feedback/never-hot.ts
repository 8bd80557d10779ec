import type { Tx } from "#db/client.ts";
import { firstSource } from "../funnel/first-touch-sql.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { membership } from "../segments/sample.ts";
import { bigints } from "../sql-arrays.ts";
import type { Period } from "./baseline.ts";
import { pointsAt } from "./points-at.ts";
import type { ReportBody } from "./schemas.ts";
import type { VersionRow } from "./subject.ts";

/** Wins that are looked at, and of those that never got hot how many are described: the newest. */
const MOST_WON = 20_000;
const MOST_DESCRIBED = 200;
const MOST_LISTED = 10;

type Win = { leadId: number; at: number; wasHandedOver: boolean };
type NeverHot = ReportBody["never_hot"];

/** Leads that became customers for the first time in the period, newest first. */
async function readWins(
  tx: Tx,
  workspaceId: number,
  sheetId: number | null,
  { from, to }: Period,
): Promise<Win[]> {
  const { rows } = await tx.$client.query<{ lead_id: string; at: Date; hot: boolean }>(
    `select w.lead_id, w.at, exists (select from handovers h where h.workspace_id = $1 and h.lead_id = w.lead_id
       and h.at <= w.at and ($4::bigint is null or h.sheet_id = $4)) as hot
     from (select s.lead_id, min(s.at) as at from stage_history s join leads l on l.workspace_id = $1 and l.id = s.lead_id
       where s.workspace_id = $1 and s.stage = 'customer' and s.at between $2 and $3
         and l.joined_into is null and l.objected_at is null
       group by s.lead_id order by min(s.at) desc, s.lead_id limit ${MOST_WON + 1}) w
     where not exists (select from stage_history e where e.workspace_id = $1 and e.lead_id = w.lead_id
       and e.stage = 'customer' and e.at < $2) order by w.at desc, w.lead_id`,
    [workspaceId, new Date(from), new Date(to), sheetId],
  );
  return rows.map(({ lead_id, at, hot }) => ({
    leadId: Number(lead_id),
    at: at.getTime(),
    wasHandedOver: hot,
  }));
}

/** Leads of the segment that won in the period without having been handed over by the sheet, and what they did. */
export async function readNeverHot(
  tx: Tx,
  workspaceId: number,
  {
    version,
    conditions,
    period,
  }: { version: VersionRow | null; conditions: readonly Condition[]; period: Period | null },
  asOf: number,
): Promise<NeverHot> {
  const nobody: NeverHot = { won: 0, n: 0, exact: true, described: 0, events: [], rules: [], sources: [] };
  if (!period) return nobody;
  const wins = await readWins(tx, workspaceId, version?.sheetId ?? null, period);
  const ids = wins.map(({ leadId }) => leadId).sort((a, b) => a - b);
  const inSegment = new Set(
    (await membership(tx, workspaceId, ids, conditions, asOf)).flatMap(({ id, is }) =>
      is.every(Boolean) ? [id] : [],
    ),
  );
  const won = wins.filter(({ leadId }) => inSegment.has(leadId));
  const missed = won.filter(({ wasHandedOver }) => !wasHandedOver);
  const described = missed.slice(0, MOST_DESCRIBED);
  return {
    won: won.length,
    n: missed.length,
    exact: wins.length <= MOST_WON,
    described: described.length,
    ...(described.length === 0
      ? { events: [], rules: [], sources: [] }
      : {
          events: await topEvents(tx, workspaceId, described),
          rules: version ? await topRules(tx, workspaceId, version, described) : [],
          sources: await topSources(tx, workspaceId, described),
        }),
  };
}

async function topEvents(tx: Tx, workspaceId: number, wins: readonly Win[]): Promise<NeverHot["events"]> {
  const { rows } = await tx.$client.query<{ event: string; leads: number }>(
    `select a.name as event, count(distinct e.lead_id)::int as leads
     from unnest($2::bigint[], $3::timestamptz[]) as w (lead_id, at)
     join events e on e.workspace_id = $1 and e.lead_id = w.lead_id and e.counts and e.occurred_at <= w.at
     join activities a on a.workspace_id = $1 and a.id = e.activity_id
     group by a.name order by 2 desc, 1 limit ${MOST_LISTED}`,
    [workspaceId, bigints(wins.map(({ leadId }) => leadId)), wins.map(({ at }) => new Date(at))],
  );
  return rows;
}

async function topSources(tx: Tx, workspaceId: number, wins: readonly Win[]): Promise<NeverHot["sources"]> {
  const { rows } = await tx.$client.query<{ source: string | null; leads: number }>(
    `select source, count(*)::int as leads
     from (select ${firstSource("w.lead_id")} as source from unnest($2::bigint[]) as w (lead_id)) s
     group by source order by 2 desc, 1 nulls last limit ${MOST_LISTED}`,
    [workspaceId, bigints(wins.map(({ leadId }) => leadId))],
  );
  return rows;
}

/** Rules that had given each lead points by the instant it won, on what was known then. */
async function topRules(
  tx: Tx,
  workspaceId: number,
  version: VersionRow,
  wins: readonly Win[],
): Promise<NeverHot["rules"]> {
  const counts = new Map<string, number>();
  for (const points of await pointsAt(tx, workspaceId, version, wins))
    for (const [rule, given] of Object.entries(points))
      if (given > 0) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return version.content.rules
    .flatMap(({ key, name }) => (counts.has(key) ? [{ rule: key, name, leads: counts.get(key) ?? 0 }] : []))
    .sort((a, b) => b.leads - a.leads)
    .slice(0, MOST_LISTED);
}
