import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { csvLine } from "../imports/formula-safe.ts";
import { log } from "../log.ts";
import { listLeads } from "./list-leads.ts";
import type { LeadFilter, LeadItem } from "./schemas.ts";

const PAGE = 1_000;
const HEADER = [
  "id",
  "email",
  "user_id",
  "name",
  "stage",
  "owner",
  "sheet",
  "version",
  "score",
  "label",
  "group",
  "excluded",
  "last_event_at",
  "created_at",
];

/** Cells of a lead in the order of the header; a lead without a score has empty cells, never 0. */
const cells = (lead: LeadItem): (string | number | null)[] => [
  lead.id,
  lead.email,
  lead.user_id,
  lead.name,
  lead.stage,
  lead.owner?.name ?? null,
  lead.score?.sheet ?? null,
  lead.score?.version ?? null,
  lead.score?.total ?? null,
  lead.score?.label ?? null,
  lead.score?.group_name ?? null,
  lead.excluded,
  lead.last_event_at,
  lead.created_at,
];

/**
 * Every lead that the filters let through, as CSV (RFC 4180, UTF-8 with a byte order mark, safe from formulas).
 * Streamed page by page, each in a transaction of its own: a slow reader holds neither memory nor a connection. A lead
 * whose score changes meanwhile may be missed or come twice.
 */
export async function exportLeads(ctx: Context, filter: LeadFilter): Promise<Response> {
  authorize(ctx, "leads:export");
  const first = await listLeads(ctx, { ...filter, limit: PAGE }); // what is wrong with the filters is said before 200
  await inWorkspace(ctx.workspaceId, (tx) => audit(tx, ctx, "leads.export", "leads", { ...filter }));
  return new Response(lines(ctx, filter, first).pipeThrough(new TextEncoderStream()), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="leads.csv"',
      "cache-control": "private, no-store",
    },
  });
}

function lines(
  ctx: Context,
  filter: LeadFilter,
  first: Awaited<ReturnType<typeof listLeads>>,
): ReadableStream<string> {
  let page: typeof first | null = first;
  let head = `\ufeff${csvLine(HEADER)}`;
  return new ReadableStream<string>(
    {
      async pull(controller) {
        if (!page) return controller.close();
        controller.enqueue(head + page.items.map((lead) => csvLine(cells(lead))).join(""));
        head = "";
        const cursor: string | null = page.next_cursor;
        try {
          page = cursor === null ? null : await listLeads(ctx, { ...filter, limit: PAGE, cursor });
        } catch (error) {
          log.error({ err: error, requestId: ctx.requestId }, "a CSV export broke off");
          controller.error(error);
        }
      },
    },
    { highWaterMark: 1 },
  );
}
