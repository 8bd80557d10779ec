import { inWorkspace, type Tx } from "#db/client.ts";
import type { VersionState } from "#db/schema/sheets.ts";
import { authorize, type Context } from "../context.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { membership, sampleLeads } from "./sample.ts";
import type { SegmentList } from "./schemas.ts";

/** Leads looked at for the counts; more than these are projected. */
const SAMPLE = 5_000;

/** Overlaps listed of each segment. */
const OVERLAPS = 5;

type Row = { id: string; key: string; name: string; condition: Condition; position: number };
type Use = { segmentId: string; key: string; name: string; state: VersionState; sheetId: string };

/** Segments in their order with live counts: how many leads, in how many of them first, and who is in none. */
export async function listSegments(ctx: Context): Promise<SegmentList> {
  authorize(ctx, "segments:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const { rows } = await tx.$client.query<Row>(
        `select id, key, name, condition, position from segments where workspace_id = $1 order by position, id`,
        [workspaceId],
      );
      const uses = await sheetsOf(tx, workspaceId);
      const { total, ids } = await sampleLeads(tx, workspaceId, SAMPLE);
      const scale = ids.length === 0 ? 0 : total / ids.length;
      const counted = count(
        await membership(
          tx,
          workspaceId,
          ids,
          rows.map((row) => row.condition),
          Date.now(),
        ),
        rows.length,
      );
      const project = (n: number) => Math.round(n * scale);
      const stored =
        ids.length < total ? await storedCounts(tx, workspaceId, uses) : new Map<string, number>();
      return {
        segments: rows.map(({ id, key, name, condition, position }, n) => ({
          key,
          name,
          when: condition,
          position,
          leads: stored.get(id) ?? project(counted.inside[n] ?? 0),
          first: project(counted.first[n] ?? 0),
          overlaps: rows
            .map((other, m) => ({ key: other.key, name: other.name, leads: counted.shared[n]?.[m] ?? 0 }))
            .filter((other) => other.leads > 0)
            .sort((a, b) => b.leads - a.leads)
            .slice(0, OVERLAPS)
            .map((other) => ({ ...other, leads: project(other.leads) })),
          exact: ids.length === total || stored.has(id),
          sheets: uses
            .filter((use) => use.segmentId === id)
            .map(({ key: sheet, name: title, state }) => ({ key: sheet, name: title, state })),
        })),
        leads: { total, sampled: ids.length, none: project(counted.none), several: project(counted.several) },
      };
    },
    { readOnly: true },
  );
}

function count(members: { is: boolean[] }[], segments: number) {
  const inside = new Array<number>(segments).fill(0);
  const first = new Array<number>(segments).fill(0);
  const shared = Array.from({ length: segments }, () => new Array<number>(segments).fill(0));
  let none = 0;
  let several = 0;
  for (const { is } of members) {
    const own = is.flatMap((member, n) => (member ? [n] : []));
    for (const n of own) {
      inside[n] = (inside[n] ?? 0) + 1;
      const row = shared[n];
      for (const m of own) if (row && m !== n) row[m] = (row[m] ?? 0) + 1;
    }
    const [foremost] = own;
    if (foremost === undefined) none++;
    else first[foremost] = (first[foremost] ?? 0) + 1;
    if (own.length > 1) several++;
  }
  return { inside, first, shared, none, several };
}

/** Sheets of each segment, by the newest version that is no older than the active one. */
async function sheetsOf(tx: Tx, workspaceId: number): Promise<Use[]> {
  const found = await tx.$client.query<Use>(
    `select v.segment_id as "segmentId", s.key, s.name, v.state, s.id as "sheetId"
     from sheet_versions v join sheets s on s.workspace_id = v.workspace_id and s.id = v.sheet_id
     where v.workspace_id = $1 and v.state in ('active', 'draft', 'in_review')
     order by s.name, s.id, v.number`,
    [workspaceId],
  );
  return found.rows;
}

/** Leads that have a stored score, by segment: exact and cheap where a sheet is active. */
async function storedCounts(tx: Tx, workspaceId: number, uses: Use[]): Promise<Map<string, number>> {
  const active = uses.filter((use) => use.state === "active");
  const found = await tx.$client.query<{ sheet_id: string; leads: number }>(
    "select sheet_id, count(*)::int as leads from scores where workspace_id = $1 and sheet_id = any($2::bigint[]) group by 1",
    [workspaceId, active.map((use) => use.sheetId)],
  );
  const bySheet = new Map(found.rows.map((row) => [row.sheet_id, row.leads]));
  return new Map(active.map((use) => [use.segmentId, bySheet.get(use.sheetId) ?? 0]));
}
