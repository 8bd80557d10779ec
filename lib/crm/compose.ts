import type { Tx } from "#db/client.ts";
import { topReasons } from "../scores/hand-over.ts";
import { loadModel } from "../scores/model.ts";
import { explainLead, readChunk } from "../scores/score-chunk.ts";
import { bigints } from "../sql-arrays.ts";
import type { ContactWrite, ScoreValues } from "./connector.ts";

export const NOTHING: ScoreValues = {
  score: null,
  group: null,
  label: null,
  sheet: null,
  version: null,
  reasons: null,
};

/** What a lead's contact is to hold; `sent` is what it was given last, null for never. */
export type Composed = ContactWrite & { sent: ScoreValues | null };

type Row = {
  id: string;
  email: string | null;
  name: string | null;
  remoteId: string | null;
  sent: ScoreValues | null;
  total: number | null;
  label: string | null;
  groupKey: string | null;
  sheetId: string | null;
  sheet: string | null;
  version: number | null;
};

/** Contacts of a lead are also those of the leads that are joined into it. */
const ROWS = `select l.id, l.email, l.display_name as name, k.remote_id as "remoteId", k.sent, s.total, s.label,
    s.group_key as "groupKey", s.sheet_id as "sheetId", sh.name as sheet, v.number as version
  from leads l
  left join scores s on s.workspace_id = $1 and s.lead_id = l.id and s.is_primary
  left join sheets sh on sh.workspace_id = $1 and sh.id = s.sheet_id
  left join sheet_versions v on v.workspace_id = $1 and v.sheet_id = s.sheet_id and v.state = 'active'
  left join lateral (
    select k.remote_id, k.sent from crm_links k where k.workspace_id = $1 and k.connection_id = $2 and k.object = 'contact'
      and k.lead_id in (select l.id union all select j.id from leads j where l.has_joined and j.workspace_id = $1 and j.joined_into = l.id)
  ) k on true
  where l.workspace_id = $1 and l.id = any($3::bigint[]) and l.joined_into is null order by l.id, k.remote_id`;

const reasonsText = (reasons: { name: string; points: number }[]) =>
  reasons.map(({ name, points }) => `${name} (+${points})`).join(", ");

/**
 * What to tell of these leads' scores as they are now: a contact each, or as many as a lead has. A lead that is in no
 * segment, or objects, has a score of nothing.
 */
export async function compose(
  tx: Tx,
  workspaceId: number,
  connectionId: number,
  leadIds: number[],
): Promise<Composed[]> {
  const found = await tx.$client.query<Row>(ROWS, [workspaceId, connectionId, bigints(leadIds)]);
  const scored = found.rows.filter((row) => row.sheetId !== null).map((row) => Number(row.id));
  const { names, sheets } = await loadModel(tx, workspaceId);
  const now = Date.now();
  const ids = [...new Set(scored)].sort((a, b) => a - b);
  const chunk =
    ids.length === 0 ? null : await readChunk(tx, workspaceId, sheets, names, { ids }, now, false);
  const place = new Map(chunk?.leads.ids.map((id, n) => [id, n]));
  const valuesOf = (row: Row): ScoreValues => {
    const sheet = sheets.find(({ sheetId }) => sheetId === Number(row.sheetId));
    const at = place.get(Number(row.id));
    if (!sheet || !chunk || at === undefined) return NOTHING;
    const reasons = topReasons(explainLead(chunk, at, sheet, now), sheet);
    return {
      score: row.total,
      group: sheet.content.groups.find(({ key }) => key === row.groupKey)?.name ?? null,
      label: row.label,
      sheet: row.sheet,
      version: row.version,
      reasons: reasons.length === 0 ? null : reasonsText(reasons),
    };
  };
  return found.rows.map((row) => ({
    leadId: Number(row.id),
    remoteId: row.remoteId,
    email: row.email,
    lastName: row.name,
    values: valuesOf(row),
    sent: row.sent,
  }));
}

/** Whether a contact must be written: not where it holds the same already, nor for a lead that never had a score there. */
export function differs({ values, sent }: Composed): boolean {
  const before = sent ?? NOTHING;
  return (Object.keys(values) as (keyof ScoreValues)[]).some((key) => values[key] !== before[key]);
}
