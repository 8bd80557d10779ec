import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { AppError, invalid } from "../errors.ts";
import { readBody } from "../http/parse.ts";
import { ImportError } from "../imports/import-error.ts";
import { sourceKey } from "./figures.ts";
import { loadMoney } from "./get-return.ts";
import { writeCosts } from "./put-cost.ts";
import { type CostFile, readCosts } from "./read-costs.ts";
import type { CostImport, PutCost } from "./schemas.ts";

const MAX_BYTES = 2 * 1024 * 1024;
const MAX_UNPACKED = 8 * MAX_BYTES;
const MAX_COSTS = 20_000;
const SHOWN = 50;

/**
 * POST /api/v1/costs/import: a CSV file as the body. Sets the costs of the sources and months that it holds and leaves all
 * others; rows that cannot be read are refused by line, and the rest counts.
 * @throws AppError `too_large`, `invalid` where it is no such file
 */
export async function importCosts(
  ctx: Context,
  { dry_run }: { dry_run: "true" | "false" },
  request: Request,
): Promise<CostImport> {
  authorize(ctx, "costs:write");
  const body = await readBody(request, MAX_BYTES);
  const { workspaceId } = ctx;
  const { timeZone, currency } = await inWorkspace(workspaceId, (tx) => loadMoney(tx, workspaceId), {
    readOnly: true,
  });
  const file = await read(body, timeZone);
  const write = dry_run === "false" && file.costs.length > 0;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const known = await loadKnown(tx, workspaceId, file.costs);
      const before = (cost: PutCost) => known.get(`${sourceKey(cost.source)}\n${cost.month}`);
      const answer = {
        rows: file.rows,
        costs: file.costs.length,
        created: file.costs.filter((cost) => before(cost) === undefined).length,
        unchanged: file.costs.filter((cost) => before(cost) === cost.amount).length,
        total: file.costs.reduce((sum, { amount }) => sum + amount, 0),
        currency,
        sample: file.costs.slice(0, SHOWN),
        refused: file.refusals.length,
        refusals: file.refusals.slice(0, SHOWN),
      };
      if (write) {
        await writeCosts(tx, ctx, file.costs);
        const { rows, costs, created, refused } = answer;
        await audit(tx, ctx, "costs.import", "costs", { rows, costs, created, refused });
      }
      return { ...answer, updated: answer.costs - answer.created - answer.unchanged };
    },
    { readOnly: !write },
  );
}

async function read(body: Buffer, timeZone: string): Promise<CostFile> {
  const refuse = (code: string, message: string) => invalid([{ path: "file", code, message }], message);
  try {
    const file = await readCosts(body, timeZone, MAX_UNPACKED);
    const [missing] = file.missing;
    if (missing) throw refuse(`no_${missing}`, `The file has no column for the ${missing}`);
    if (file.costs.length > MAX_COSTS) throw new AppError("too_large", `At most ${MAX_COSTS} costs at once`);
    return file;
  } catch (error) {
    if (error instanceof ImportError) throw refuse(error.code, error.message);
    throw error;
  }
}

/** Amounts that are known of these, by folded source and month. */
async function loadKnown(tx: Tx, workspaceId: number, costs: PutCost[]): Promise<Map<string, number>> {
  const found = await tx.$client.query<{ key: string; amount: number }>(
    `select c.source_key || E'\\n' || to_char(c.month, 'YYYY-MM') as key, c.amount::float8 as amount
     from unnest($2::text[], $3::date[]) as n (key, month) join marketing_costs c
       on c.workspace_id = $1 and c.source_key = n.key and c.month = n.month`,
    [workspaceId, costs.map(({ source }) => sourceKey(source)), costs.map(({ month }) => `${month}-01`)],
  );
  return new Map(found.rows.map((row) => [row.key, row.amount]));
}
