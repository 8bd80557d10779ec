import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { groupTone } from "./group-tone.ts";
import type { LeadFilters } from "./schemas.ts";

type Row = { key: string; name: string; sheet: string | null; groups: SheetContent["groups"] | null };

/** What a list of leads can be filtered by: segments in their order, groups of their active sheets, members. */
export async function listLeadFilters(ctx: Context): Promise<LeadFilters> {
  authorize(ctx, "leads:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const segments = await tx.$client.query<Row>(
        `select distinct on (s.position, s.id) s.key, s.name, h.key as sheet, v.content -> 'groups' as groups
         from segments s
         left join sheet_versions v on v.workspace_id = s.workspace_id and v.segment_id = s.id and v.state = 'active'
         left join sheets h on h.workspace_id = v.workspace_id and h.id = v.sheet_id
         where s.workspace_id = $1 order by s.position, s.id, v.sheet_id`,
        [workspaceId],
      );
      const owners = await tx.$client.query<{ id: number; name: string }>(
        `select m.id::int as id, u.name from members m join users u on u.id = m.user_id
         where m.workspace_id = $1 and m.removed_at is null order by lower(u.name), m.id`,
        [workspaceId],
      );
      return {
        segments: segments.rows.map(({ key, name, sheet }) => ({ key, name, sheet })),
        groups: groupsOf(segments.rows),
        owners: owners.rows,
      };
    },
    { readOnly: true },
  );
}

/** Groups of all sheets, each key once as the first sheet names it, the hottest first. */
function groupsOf(rows: Row[]): LeadFilters["groups"] {
  const heat = { hot: 0, warm: 1, cold: 2 };
  const once = new Map<string, LeadFilters["groups"][number]>();
  for (const { groups } of rows) {
    for (const { key, name } of [...(groups ?? [])].reverse()) {
      if (!once.has(key)) once.set(key, { key, name, tone: groupTone(groups ?? [], key) });
    }
  }
  return [...once.values()].sort((a, b) => heat[a.tone ?? "cold"] - heat[b.tone ?? "cold"]);
}
