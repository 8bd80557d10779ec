import type { Tx } from "#db/client.ts";
import type { HandoverState } from "#db/schema/handovers.ts";
import type { Cursor } from "./cursor.ts";
import { SHOWN } from "./internal.ts";
import type { ListQueueInput, QueueFilter } from "./schemas.ts";

const STATES: Record<QueueFilter["state"], HandoverState[]> = {
  open: ["open"],
  accepted: ["accepted"],
  rejected: ["rejected"],
  decided: ["accepted", "rejected"],
  any: ["open", "accepted", "rejected"],
};
/** Scores and rises are in no index of hand-overs: of so many, the newest, they are looked up. */
const SORTED = 2_000;
const WEEK_MS = 7 * 86_400_000;

export type PageInput = Pick<ListQueueInput, "ids" | keyof QueueFilter> & {
  me: number | null;
  after: Cursor | null;
  limit: number;
};

/** Null: whoever owns them. A null among the ids: nobody. */
function readOwners(owner: string | undefined, me: number | null): (number | null)[] | null {
  if (owner === undefined) return null;
  const ids = owner
    .split(",")
    .map((one) => (one === "none" ? null : one === "me" ? (me ?? -1) : Number(one)));
  return [...new Set(ids)];
}

/** The ids of a page, with the value that each is sorted by. One index-ordered branch for each state and owner, merged. */
export async function findPage(tx: Tx, workspaceId: number, input: PageInput): Promise<Cursor[]> {
  const { sort, after, limit } = input;
  const values: unknown[] = [workspaceId];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const byTime = sort === "at" || sort === "-at";
  const most = bind(byTime ? limit : SORTED);
  const where = filterSql(input, bind);
  const order = sort === "at" ? "at, id" : "at desc, id desc";
  if (byTime && after) {
    const place = `(${bind(new Date(after.value ?? 0))}::timestamptz, ${bind(after.id)}::bigint)`;
    where.push(`(h.at, h.id) ${sort === "at" ? ">" : "<"} ${place}`);
  }
  const branch = (state: HandoverState, owner: string) =>
    `(select at, id, lead_id, sheet_id from handovers h where workspace_id = $1 and state = ${bind(state)} ${owner}
      and sheet_id is not null and ${SHOWN}${where.map((one) => ` and ${one}`).join("")} order by ${order} limit ${most})`;
  const owners = readOwners(input.owner, input.me);
  const branches = STATES[input.state].flatMap((state) =>
    owners === null
      ? [branch(state, "")]
      : owners.map((id) =>
          branch(state, id === null ? "and owner_id is null" : `and owner_id = ${bind(id)}`),
        ),
  );
  const merged = `(${branches.join(" union all ")}) page order by ${order} limit ${most}`;
  const found = await tx.$client.query<{ value: number | null; id: string }>(
    byTime
      ? `select extract(epoch from at) * 1000 as value, id from ${merged}`
      : sortedSql(sort, `select * from ${merged}`, after, limit, bind),
    values,
  );
  return found.rows.map(({ value, id }) => ({
    sort,
    value: value === null ? null : Number(value),
    id: Number(id),
  }));
}

type Bind = (value: unknown) => string;

function filterSql({ ids, sheet, segment, group, q }: PageInput, bind: Bind): string[] {
  const where: string[] = [];
  if (ids !== undefined) where.push(`h.id = any(${bind(ids.split(",").map(Number))}::bigint[])`);
  if (sheet !== undefined)
    where.push(`h.sheet_id = (select id from sheets where workspace_id = $1 and key = ${bind(sheet)})`);
  if (group !== undefined) where.push(`h.group_key = ${bind(group)}`);
  if (segment !== undefined)
    where.push(`exists (select from sheet_versions v join segments g on g.workspace_id = v.workspace_id
      and g.id = v.segment_id where v.workspace_id = $1 and v.id = h.version_id and g.key = ${bind(segment)})`);
  if (q !== undefined && q !== "") {
    const text = `lower(${bind(q)})`;
    where.push(`(strpos(lower(coalesce(h.reason, '')), ${text}) > 0
      or exists (select from jsonb_array_elements(h.reasons) r where strpos(lower(r ->> 'name'), ${text}) > 0)
      or exists (select from leads l where l.workspace_id = $1 and l.id = h.lead_id
        and strpos(lower(concat_ws(' ', l.display_name, l.email)), ${text}) > 0))`);
  }
  return where;
}

/** Those without a value come last, as "not scored" does everywhere. */
function sortedSql(sort: "-score" | "-delta", from: string, after: Cursor | null, limit: number, bind: Bind) {
  const past = () => `(select y.total from score_history y where y.workspace_id = $1 and y.lead_id = c.lead_id
    and y.sheet_id = c.sheet_id and y.at <= ${bind(new Date(Date.now() - WEEK_MS))} order by y.at desc limit 1)`;
  const value = sort === "-score" ? "s.total" : `s.total - ${past()}`;
  const rank = "coalesce(value, '-Infinity'::float8)";
  const where = after
    ? `where (${rank}, id) < (coalesce(${bind(after.value)}::float8, '-Infinity'::float8), ${bind(after.id)}::bigint)`
    : "";
  return `select value, id from (select c.id, (${value})::float8 as value from (${from}) c
      left join scores s on s.workspace_id = $1 and s.lead_id = c.lead_id and s.sheet_id = c.sheet_id) valued
    ${where} order by ${rank} desc, id desc limit ${bind(limit)}`;
}
