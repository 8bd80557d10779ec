import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { csvLine } from "../imports/formula-safe.ts";
import { log } from "../log.ts";
import { listRuns } from "./list-runs.ts";
import type { Run, RunFilter } from "./schemas.ts";

const PAGE = 200;
const HEADER = [
  "id",
  "at",
  "lead_id",
  "email",
  "name",
  "sheet",
  "version",
  "group",
  "moved",
  "score",
  "kind",
  "state",
  "attempts",
  "next_at",
  "ended_at",
  "skipped",
  "error",
  "result",
];

const cells = (run: Run): (string | number | null)[] => [
  run.id,
  run.at,
  run.lead.id,
  run.lead.email,
  run.lead.name,
  run.sheet.key,
  run.version,
  run.group.name,
  run.on,
  run.total,
  run.kind,
  run.state,
  run.attempts,
  run.next_at,
  run.ended_at,
  run.skipped,
  run.error,
  run.result && JSON.stringify(run.result),
];

/**
 * Every run that the filters let through, newest first, as CSV (RFC 4180, UTF-8 with a byte order mark, safe from
 * formulas). Streamed page by page, each in a transaction of its own.
 */
export async function exportRuns(ctx: Context, filter: RunFilter): Promise<Response> {
  authorize(ctx, "actions:read");
  await inWorkspace(ctx.workspaceId, (tx) => audit(tx, ctx, "actions.export", "actions", { ...filter }));
  return new Response(lines(ctx, filter).pipeThrough(new TextEncoderStream()), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="actions.csv"',
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

function lines(ctx: Context, filter: RunFilter): ReadableStream<string> {
  let start = `\ufeff${csvLine(HEADER)}`;
  let cursor: number | undefined;
  return new ReadableStream<string>(
    {
      async pull(controller) {
        try {
          const page = await listRuns(ctx, { ...filter, limit: PAGE, cursor });
          controller.enqueue(start + page.items.map((run) => csvLine(cells(run))).join(""));
          start = "";
          if (page.next_cursor === null) controller.close();
          else cursor = Number(page.next_cursor);
        } catch (error) {
          log.error({ err: error, requestId: ctx.requestId }, "an export of actions broke off");
          controller.error(error);
        }
      },
    },
    { highWaterMark: 1 },
  );
}
