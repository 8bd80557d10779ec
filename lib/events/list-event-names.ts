import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { countsOf } from "./catalogue-counts.ts";
import { ruleUses } from "./rule-uses.ts";
import type { EventNames, ListEventNames, RuleUse } from "./schemas.ts";

type Row = {
  name: string;
  events: string;
  first_at: Date | null;
  last_at: Date | null;
  sources: string | null;
};

/** Patterns are the database's, so the reader's own % and _ mean themselves. */
const containing = (q: string) => `%${q.replaceAll(/[\\%_]/g, "\\$&")}%`;

/** Event names, the most frequent first, by keyset. */
export async function listEventNames(ctx: Context, input: ListEventNames): Promise<EventNames> {
  authorize(ctx, "events:read");
  const { workspaceId } = ctx;
  const cut = input.cursor?.indexOf("_") ?? -1;
  const after = input.cursor ? [input.cursor.slice(0, cut), input.cursor.slice(cut + 1)] : [null, null];
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const counts = await countsOf(tx, workspaceId);
      const found = await tx.$client.query<Row>(
        `with counted as (${counts.sql}),
         named as (
           select a.name, coalesce(sum(c.n), 0)::bigint as events, min(c.first_at) as first_at, max(c.last_at) as last_at,
             string_agg(distinct array_to_string(c.source_ids, ','), ',') as sources
           from activities a left join counted c on c.id = a.id
           where a.workspace_id = $1 and ($2::text is null or a.name ilike $2) group by a.name)
         select * from named where $3::bigint is null or events < $3 or (events = $3 and name > $4)
         order by events desc, name limit $5`,
        [workspaceId, input.q ? containing(input.q) : null, ...after, input.limit + 1],
      );
      const page = found.rows.slice(0, input.limit);
      const uses = await ruleUses(tx, workspaceId);
      const names = await sourceNames(tx, workspaceId, page);
      const last = page.at(-1);
      return {
        items: page.map((row) => ({
          name: row.name,
          events: Number(row.events),
          first_at: row.first_at?.toISOString() ?? null,
          last_at: row.last_at?.toISOString() ?? null,
          sources: sourceIds(row).map((id) => ({ id, name: names.get(id) ?? null })),
          rules: uses.get(row.name) ?? [],
        })),
        next_cursor: found.rows.length > page.length && last ? `${last.events}_${last.name}` : null,
        live: counts.live,
        missing: input.cursor ? [] : await missing(tx, workspaceId, uses, input.q ?? ""),
      };
    },
    { readOnly: true },
  );
}

const sourceIds = ({ sources }: Row): number[] => [
  ...new Set((sources ?? "").split(",").filter(Boolean).map(Number)),
];

async function sourceNames(tx: Tx, workspaceId: number, rows: Row[]): Promise<Map<number, string>> {
  const found = await tx.$client.query<{ id: string; name: string }>(
    "select id, name from sources where workspace_id = $1 and id = any($2::bigint[])",
    [workspaceId, [...new Set(rows.flatMap(sourceIds))]],
  );
  return new Map(found.rows.map((row) => [Number(row.id), row.name]));
}

async function missing(
  tx: Tx,
  workspaceId: number,
  uses: Map<string, RuleUse[]>,
  q: string,
): Promise<EventNames["missing"]> {
  const wanted = [...uses.keys()].filter((name) => name.toLowerCase().includes(q.toLowerCase()));
  const found = await tx.$client.query<{ name: string }>(
    "select distinct name from activities where workspace_id = $1 and name = any($2::text[])",
    [workspaceId, wanted],
  );
  const known = new Set(found.rows.map((row) => row.name));
  return wanted.filter((name) => !known.has(name)).map((name) => ({ name, rules: uses.get(name) ?? [] }));
}
