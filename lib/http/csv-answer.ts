import { csvLine } from "../imports/formula-safe.ts";
import { log } from "../log.ts";

type Page<T> = { rows: readonly T[]; next: string | null };

export type CsvInput<T> = {
  fileName: string;
  header: readonly string[];
  cells: (row: T) => readonly (string | number | null)[];
  /** Read before the answer begins, so that what is wrong with the input is said before 200. */
  first: Page<T>;
  next: (cursor: string) => Promise<Page<T>>;
  requestId: string;
};

/**
 * A list as CSV (RFC 4180, UTF-8 with a byte order mark, safe from formulas), streamed page by page: a slow reader holds
 * neither memory nor a connection.
 */
export function csvAnswer<T>({ fileName, header, cells, first, next, requestId }: CsvInput<T>): Response {
  let page: Page<T> | null = first;
  let head = `\ufeff${csvLine(header)}`;
  const lines = new ReadableStream<string>(
    {
      async pull(controller) {
        if (!page) return controller.close();
        controller.enqueue(head + page.rows.map((row) => csvLine(cells(row))).join(""));
        head = "";
        const cursor: string | null = page.next;
        try {
          page = cursor === null ? null : await next(cursor);
        } catch (error) {
          log.error({ err: error, requestId }, "a CSV export broke off");
          controller.error(error);
        }
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(lines.pipeThrough(new TextEncoderStream()), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "private, no-store",
    },
  });
}
