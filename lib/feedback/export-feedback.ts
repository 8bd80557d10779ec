import { authorize, type Context } from "../context.ts";
import { csvAnswer } from "../http/csv-answer.ts";
import type { OperationInput } from "../http/operation.ts";
import { getFeedback } from "./get-feedback.ts";
import type { exportFeedbackOperation } from "./operations.ts";
import { type Cell, feedbackTable } from "./tables.ts";

/** A table of the report as CSV, with the figures that the report has at that instant. @throws as `getFeedback`. */
export async function exportFeedback(
  ctx: Context,
  { table, ...asked }: OperationInput<typeof exportFeedbackOperation>,
): Promise<Response> {
  authorize(ctx, "reports:read");
  const report = await getFeedback(ctx, asked);
  const { header, rows } = feedbackTable(report, table);
  const version = report.version === "imported" ? "imported" : `${report.sheet}-v${report.version}`;
  return csvAnswer<Cell[]>({
    fileName: `feedback-${version}-${table.replaceAll("_", "-")}.csv`,
    header,
    cells: (row) => row,
    first: { rows, next: null },
    next: async () => ({ rows: [], next: null }),
    requestId: ctx.requestId,
  });
}
