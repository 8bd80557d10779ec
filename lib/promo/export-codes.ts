import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { csvLine } from "../imports/formula-safe.ts";
import type { exportCodesOperation } from "./operations.ts";
import { readPool } from "./pools.ts";

const MOST = 1_000_000;
type Row = { code: string; given_at: Date | null; lead_id: string | null; email: string | null };

/** Every code of a pool as CSV (RFC 4180, UTF-8 with a byte order mark, safe from formulas). @throws AppError `not_found`. */
export async function exportCodes(
  ctx: Context,
  { key }: OperationInput<typeof exportCodesOperation>,
): Promise<Response> {
  authorize(ctx, "promo:manage");
  const { workspaceId } = ctx;
  const rows = await inWorkspace(workspaceId, async (tx) => {
    await readPool(tx, workspaceId, key);
    await audit(tx, ctx, "promo.export", `promo:${key}`);
    const found = await tx.$client.query<Row>(
      `select c.code, c.given_at, c.lead_id, l.email from promo_pools p
       join promo_codes c on c.workspace_id = $1 and c.pool_id = p.id
       left join leads l on l.workspace_id = $1 and l.id = c.lead_id
       where p.workspace_id = $1 and p.key = $2 order by c.id limit ${MOST}`,
      [workspaceId, key],
    );
    return found.rows;
  });
  const lines = rows.map((row) =>
    csvLine([row.code, row.given_at?.toISOString() ?? "", row.lead_id ?? "", row.email]),
  );
  return new Response(`\ufeff${csvLine(["code", "given_at", "lead_id", "email"])}${lines.join("")}`, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="promo-codes-${key}.csv"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
