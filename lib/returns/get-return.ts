import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import { type Freshness, freshen } from "../funnel/freshen.ts";
import { figuresOf, type Spent, sourceKey, sourcesOf } from "./figures.ts";
import { type Month, type MonthsFailure, readMonths } from "./months.ts";
import { type CameRow, readCame } from "./read-came.ts";
import { MAX_MONTHS, type ReturnQuery, type ReturnReport } from "./schemas.ts";

const MESSAGES: Record<MonthsFailure, string> = {
  order: "The last month comes before the first",
  future: "These months have not begun yet",
  too_long: `Ask for at most ${MAX_MONTHS} months`,
};

/**
 * What sources of leads cost and what came of their leads, by the month the leads came in. A lead counts as having reached
 * a stage where it did within the horizon; months whose leads have not all had it are kept apart.
 * @throws AppError `invalid` for months that are none
 */
export async function getReturn(ctx: Context, query: ReturnQuery): Promise<ReturnReport> {
  authorize(ctx, "reports:read");
  return returnAt(ctx.workspaceId, query, new Date());
}

/** `getReturn` at an instant, of the journeys that are written by then. */
export async function returnAt(workspaceId: number, query: ReturnQuery, now: Date): Promise<ReturnReport> {
  const fresh = await freshen(workspaceId, now.getTime());
  return inWorkspace(workspaceId, (tx) => readReturn(tx, workspaceId, query, now, fresh), {
    readOnly: true,
    isolation: "repeatable read",
  });
}

async function readReturn(
  tx: Tx,
  workspaceId: number,
  { from, to, horizon_days: horizonDays }: ReturnQuery,
  now: Date,
  fresh: Freshness,
): Promise<ReturnReport> {
  const { timeZone, currency } = await loadMoney(tx, workspaceId);
  const months = readMonths({ from, to }, timeZone, now, horizonDays);
  if (typeof months === "string")
    throw invalid([{ path: "from", message: MESSAGES[months], code: months, params: { max: MAX_MONTHS } }]);
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) throw new Error("a period has at least one month");
  const spent = await readSpent(tx, workspaceId, first, last);
  const asked = { from: first.from, to: last.to, timeZone, horizonDays };
  const costly = [...new Set(spent.map(({ source }) => sourceKey(source) ?? ""))];
  const rows = await readCame(tx, workspaceId, { ...asked, costly });
  const came = rows.map((row) => (isForeign(row, currency) ? { ...row, valued: 0, revenue: 0 } : row));
  const young = months.filter(({ maturesAt }) => maturesAt > now);
  const isOld = ({ month }: { month: string }) => !young.some((one) => one.month === month);
  const old = { came: came.filter(isOld), spent: spent.filter(isOld) };
  return {
    as_of: fresh.asOf.toISOString(),
    up_to_date: fresh.upToDate,
    time_zone: timeZone,
    currency,
    horizon_days: horizonDays,
    from: first.month,
    to: last.month,
    next_matures_at: young[0]?.maturesAt.toISOString() ?? null,
    matured_months: months.length - young.length,
    total: figuresOf(old.came, old.spent),
    sources: sourcesOf(old.came, old.spent),
    months: months.map(({ month, maturesAt }) => ({
      month,
      young: maturesAt > now,
      matures_at: maturesAt.toISOString(),
      ...figuresOf(
        came.filter((row) => row.month === month),
        spent.filter((row) => row.month === month),
      ),
    })),
    foreign: foreignOf(rows.filter((row) => isOld(row) && isForeign(row, currency))),
  };
}

/** A deal whose currency nobody said is in the workspace's. */
const isForeign = (row: CameRow, currency: string) => row.currency !== null && row.currency !== currency;

function foreignOf(rows: readonly CameRow[]): ReturnReport["foreign"] {
  const codes = [...new Set(rows.flatMap((row) => row.currency ?? []))].sort();
  return codes.map((currency) => {
    const own = rows.filter((row) => row.currency === currency);
    const sum = (of: (row: CameRow) => number) => own.reduce((total, row) => total + of(row), 0);
    return { currency, customers: sum((row) => row.valued), revenue: sum((row) => row.revenue) };
  });
}

async function readSpent(tx: Tx, workspaceId: number, first: Month, last: Month): Promise<Spent[]> {
  const found = await tx.$client.query<Spent>(
    `select source, to_char(month, 'YYYY-MM') as month, amount::float8 as amount from marketing_costs
     where workspace_id = $1 and month between $2 and $3 order by month, id`,
    [workspaceId, `${first.month}-01`, `${last.month}-01`],
  );
  return found.rows;
}

export async function loadMoney(
  tx: Tx,
  workspaceId: number,
): Promise<{ timeZone: string; currency: string }> {
  const found = await tx.$client.query<{ timeZone: string; currency: string }>(
    `select time_zone as "timeZone", currency from workspaces where id = $1`,
    [workspaceId],
  );
  return found.rows[0] ?? { timeZone: "UTC", currency: "EUR" };
}
