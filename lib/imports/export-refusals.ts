import { authorize, type Context } from "../context.ts";
import { csvLine } from "./formula-safe.ts";
import { loadImport } from "./internal.ts";
import { refusalsAfter } from "./refusals.ts";

const PAGE = 500;
/** Not the names of any field, so that the mended file can be mapped as the first one was. */
const REASON_COLUMNS = ["refused_line", "refused_reason"];

/**
 * The refused rows under the file's own columns, with line and reason, as CSV text: UTF-8 with a byte order mark,
 * formula-safe, page by page (constant memory).
 */
export async function* refusalsCsv(
  workspaceId: number,
  importId: number,
  columns: string[],
): AsyncGenerator<string> {
  yield `\ufeff${csvLine([...columns, ...REASON_COLUMNS])}`;
  for (let line = 0; ; ) {
    const page = await refusalsAfter(workspaceId, importId, line, PAGE);
    const lines = page.map(({ row, line: at, reason }) =>
      csvLine([...columns.map((_, n) => row[n] ?? ""), at, reason]),
    );
    if (lines.length > 0) yield lines.join("");
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    line = last.line;
  }
}

/** Answers the refused rows as a download. @throws AppError `not_found` */
export async function exportRefusals(ctx: Context, input: { id: number }): Promise<Response> {
  authorize(ctx, "imports:read");
  const row = await loadImport(ctx, input.id);
  const text = refusalsCsv(ctx.workspaceId, row.id, row.columns ?? []);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await text.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await text.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="import-${row.id}-refused.csv"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
