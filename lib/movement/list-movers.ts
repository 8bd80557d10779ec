import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { loadScope, loadTimeZone, MOVED, periodOf } from "./internal.ts";
import { type Movers, type MoversQuery, NO_GROUP } from "./schemas.ts";

type Row = {
  lead_id: string;
  name: string | null;
  email: string | null;
  moved_at: Date;
  changes: number;
  total: number;
};

/**
 * The leads behind a figure of `getGroups`: in one group when the period began and in another when it ended, by id.
 * @throws AppError `not_found` for an unknown segment, `invalid` for days that are no period
 */
export async function listMovers(ctx: Context, query: MoversQuery): Promise<Movers> {
  authorize(ctx, "reports:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const { from, to } = periodOf(query, await loadTimeZone(tx, workspaceId), new Date());
      const scope = await loadScope(tx, workspaceId, query.segment);
      if (!scope?.sheet) return { items: [], next_cursor: null };
      const group = (key: string) => (key === NO_GROUP ? null : key);
      const found = await tx.$client.query<Row>(
        `select m.*, l.display_name as name, l.email from (${MOVED("and lead_id > $5")}) m
         join leads l on l.workspace_id = $1 and l.id = m.lead_id
         where m.was is not distinct from $6 and m.became is not distinct from $7 order by m.lead_id limit $8`,
        [
          workspaceId,
          scope.sheet.id,
          from,
          to,
          query.cursor ?? 0,
          group(query.left),
          group(query.entered),
          query.limit + 1,
        ],
      );
      const page = found.rows.slice(0, query.limit);
      return {
        items: page.map((row) => ({
          lead: { id: Number(row.lead_id), name: row.name, email: row.email },
          moved_at: row.moved_at.toISOString(),
          changes: row.changes,
          total: row.total,
        })),
        next_cursor: found.rows.length > page.length ? Number(page.at(-1)?.lead_id) : null,
      };
    },
    { readOnly: true },
  );
}
