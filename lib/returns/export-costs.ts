import { authorize, type Context } from "../context.ts";
import { csvAnswer } from "../http/csv-answer.ts";
import { listCosts } from "./list-costs.ts";

const PAGE = 200;

/** Every cost as CSV, in columns that the import of costs reads. */
export async function exportCosts(ctx: Context): Promise<Response> {
  authorize(ctx, "reports:read");
  const read = async (cursor?: string) => {
    const { currency, items, next_cursor } = await listCosts(ctx, { limit: PAGE, cursor });
    return { rows: items.map((item) => ({ ...item, currency })), next: next_cursor };
  };
  return csvAnswer({
    fileName: "costs.csv",
    header: ["source", "month", "amount", "currency"],
    cells: ({ source, month, amount, currency }) => [source, month, amount, currency],
    first: await read(),
    next: read,
    requestId: ctx.requestId,
  });
}
