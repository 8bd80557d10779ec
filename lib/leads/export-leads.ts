import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { csvAnswer } from "../http/csv-answer.ts";
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
 * Every lead that the filters let through, as CSV. Each page is a transaction of its own: a lead whose score changes
 * meanwhile may be missed or come twice.
 */
export async function exportLeads(ctx: Context, filter: LeadFilter): Promise<Response> {
  authorize(ctx, "leads:export");
  const read = async (cursor?: string) => {
    const { items, next_cursor } = await listLeads(ctx, { ...filter, limit: PAGE, cursor });
    return { rows: items, next: next_cursor };
  };
  const first = await read();
  await inWorkspace(ctx.workspaceId, (tx) => audit(tx, ctx, "leads.export", "leads", { ...filter }));
  const { requestId } = ctx;
  return csvAnswer({ fileName: "leads.csv", header: HEADER, cells, first, next: read, requestId });
}
