import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { csvAnswer } from "../http/csv-answer.ts";
import { listQueue } from "./list-queue.ts";
import type { Handover, QueueFilter } from "./schemas.ts";

const PAGE = 200;
const HEADER = [
  "id",
  "lead_id",
  "name",
  "email",
  "phone",
  "stage",
  "sheet",
  "version",
  "group",
  "handed_over_at",
  "score_then",
  "score_now",
  "label",
  "delta_7d",
  "reasons",
  "owner",
  "state",
  "decided_at",
  "decided_by",
  "reason",
];

const cells = (handover: Handover): (string | number | null)[] => [
  handover.id,
  handover.lead.id,
  handover.lead.name,
  handover.lead.email,
  handover.lead.phone,
  handover.lead.stage,
  handover.sheet,
  handover.version,
  handover.group_name,
  handover.at,
  handover.score_then,
  handover.score_now,
  handover.label,
  handover.delta_7d,
  handover.reasons.map(({ name, points }) => `${name} (${points})`).join("; "),
  handover.owner?.name ?? null,
  handover.state,
  handover.decided_at,
  handover.decided_by?.name ?? null,
  handover.reason,
];

/** Every hand-over that the filters let through, as CSV; each page is a transaction of its own. */
export async function exportQueue(ctx: Context, filter: QueueFilter): Promise<Response> {
  authorize(ctx, "leads:export");
  const read = async (cursor?: string) => {
    const { handovers, next_cursor } = await listQueue(ctx, { ...filter, limit: PAGE, cursor });
    return { rows: handovers, next: next_cursor };
  };
  const first = await read();
  await inWorkspace(ctx.workspaceId, (tx) => audit(tx, ctx, "queue.export", "queue", { ...filter }));
  const { requestId } = ctx;
  return csvAnswer({ fileName: "queue.csv", header: HEADER, cells, first, next: read, requestId });
}
