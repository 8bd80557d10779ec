import type { Tx } from "#db/client.ts";
import type { VersionRow } from "../scores/score-at.ts";
import type { TimelineItem } from "./timeline-schemas.ts";

type GroupItem = Extract<TimelineItem, { kind: "group" }>;
type Points = Extract<TimelineItem, { kind: "event" }>["points"];
type Candidate = { group: string; id: string; at: Date; name: string };

const CAUSES = ["event", "import", "demo"];
/** Events of one change that are looked at. */
const MOST = 10;

/** Changes of group under this version that an event may have brought. */
export const groupsOf = (
  items: readonly TimelineItem[],
  version: Pick<VersionRow, "sheet" | "number">,
): GroupItem[] =>
  items.filter(
    (item): item is GroupItem =>
      item.kind === "group" &&
      item.sheet === version.sheet &&
      item.version === version.number &&
      CAUSES.includes(item.cause),
  );

/**
 * Events that arrived with these changes of group, or happened at their instant, latest first: a change is written in the
 * transaction that receives its event. Events older than a week are left to the index.
 */
export async function readCandidates(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  groups: readonly GroupItem[],
): Promise<Candidate[]> {
  if (groups.length === 0) return [];
  const found = await tx.$client.query<Candidate>(
    `select g.id as "group", e.id, e.at, a.name
     from unnest($3::text[], $4::timestamptz[]) as g(id, at), lateral (
       select message_id as id, occurred_at as at, activity_id from events
       where workspace_id = $1 and lead_id = $2 and counts
         and occurred_at between g.at - interval '7 days' and g.at + interval '1 day'
         and (occurred_at = g.at or received_at between g.at - interval '1 minute' and g.at + interval '5 seconds')
       order by occurred_at desc, message_id desc limit ${MOST}) e
     join activities a on a.workspace_id = $1 and a.id = e.activity_id
     order by g.id, e.at desc, e.id desc`,
    [workspaceId, leadId, groups.map(({ id }) => id), groups.map(({ at }) => at)],
  );
  return found.rows;
}

/**
 * Names the event behind each change, and the rules that it matches; where none matches any, nothing is named. When it
 * arrived it was the newest, which limits keep, even where newer ones have taken its place since.
 */
export function nameEvents(
  groups: readonly GroupItem[],
  candidates: readonly Candidate[],
  pointsOf: (id: string) => Points,
): void {
  for (const item of groups) {
    for (const { group, id, name } of candidates) {
      const rules = pointsOf(id);
      if (group !== item.id || item.event || rules.length === 0) continue;
      item.event = { name, rules: rules.map((given) => given.name) };
    }
  }
}
