import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { csvLine } from "../imports/formula-safe.ts";
import { log } from "../log.ts";
import { rejectedPage } from "./list-rejected-events.ts";
import type { ExportRejected, RejectedEvent } from "./rejected-schemas.ts";

/** Whole messages, of megabytes at worst. */
const PAGE = 20;
const WHOLE = 2 ** 30;
const HEADER = ["id", "source_id", "received_at", "reason", "payload"] as const;

const FORMATS = {
  csv: {
    type: "text/csv; charset=utf-8",
    head: `\ufeff${csvLine(HEADER)}`,
    line: (row: RejectedEvent) => csvLine(HEADER.map((name) => row[name])),
  },
  ndjson: {
    type: "application/x-ndjson",
    head: "",
    line: (row: RejectedEvent) => `${JSON.stringify(row)}\n`,
  },
};

/**
 * Everything that was refused, newest first: CSV (RFC 4180, UTF-8 with a byte order mark, safe from formulas) or a line
 * of JSON each. Streamed page by page, each in a transaction of its own.
 */
export async function exportRejectedEvents(ctx: Context, { format }: ExportRejected): Promise<Response> {
  authorize(ctx, "events:read");
  await inWorkspace(ctx.workspaceId, (tx) =>
    audit(tx, ctx, "events.export_rejected", "rejected", { format }),
  );
  return new Response(lines(ctx, format).pipeThrough(new TextEncoderStream()), {
    headers: {
      "content-type": FORMATS[format].type,
      "content-disposition": `attachment; filename="rejected-events.${format}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

function lines(ctx: Context, format: keyof typeof FORMATS): ReadableStream<string> {
  const { head, line } = FORMATS[format];
  let start = head;
  let cursor: number | undefined;
  return new ReadableStream<string>(
    {
      async pull(controller) {
        try {
          const page = await rejectedPage(ctx, { limit: PAGE, cursor }, WHOLE);
          controller.enqueue(start + page.items.map(line).join(""));
          start = "";
          if (page.next_cursor === null) controller.close();
          else cursor = Number(page.next_cursor);
        } catch (error) {
          log.error({ err: error, requestId: ctx.requestId }, "an export of refused messages broke off");
          controller.error(error);
        }
      },
    },
    { highWaterMark: 1 },
  );
}
