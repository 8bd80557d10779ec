import { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { csvAnswer } from "../http/csv-answer.ts";
import { cursorId, cursorInstant, decodeCursor, encodeCursor } from "../leads/cursor.ts";
import { memberNames } from "../leads/owners.ts";
import type { Stage } from "../leads/stages.ts";
import { NONE } from "./first-touch.ts";
import { freshen } from "./freshen.ts";
import { numberSql } from "./number-sql.ts";
import type { FunnelLead, FunnelLeads, FunnelNumber, ListFunnelLeads } from "./schemas.ts";
import { readSelection } from "./selection.ts";

const EXPORT_PAGE = 1_000;
const cursorSchema = z.object({ at: cursorInstant, id: cursorId });

type Row = {
  lead_id: string;
  ordered_at: Date;
  at: Date;
  entered_at: Date;
  stage: Stage;
  since_at: Date;
  source: string;
  owner_id: string | null;
  name: string | null;
  email: string | null;
};

/**
 * A page of the leads that a number of the funnel counts, newest first.
 * @throws AppError `not_found` for an unknown segment, `invalid` for a range that is none or a cursor of another list.
 */
export async function listFunnelLeads(
  ctx: Context,
  input: ListFunnelLeads,
  _request?: Request,
  now: number = Date.now(),
): Promise<FunnelLeads> {
  authorize(ctx, "reports:read");
  const { workspaceId } = ctx;
  if (input.cursor === undefined) await freshen(workspaceId, now);
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const selection = await readSelection(tx, workspaceId, input, now);
      const place = input.cursor === undefined ? null : decodeCursor(cursorSchema, input.cursor);
      const after = place && { at: new Date(place.at), id: place.id };
      const { text, values } = numberSql(workspaceId, selection, input, after, input.limit + 1);
      const found = await tx.$client.query<Row>(text, values);
      const page = found.rows.slice(0, input.limit);
      const last = found.rows.length > input.limit ? page.at(-1) : undefined;
      const owners = await memberNames(
        tx,
        workspaceId,
        page.map((row) => row.owner_id),
      );
      return {
        items: page.map((row) => toItem(row, owners)),
        next_cursor: last
          ? encodeCursor({ at: last.ordered_at.toISOString(), id: Number(last.lead_id) })
          : null,
      };
    },
    { readOnly: true },
  );
}

function toItem(row: Row, owners: ReadonlyMap<number, string>): FunnelLead {
  const owner = row.owner_id === null ? undefined : owners.get(Number(row.owner_id));
  return {
    ...{ id: Number(row.lead_id), name: row.name, email: row.email, stage: row.stage },
    ...{
      entered_at: row.entered_at.toISOString(),
      at: row.at.toISOString(),
      since: row.since_at.toISOString(),
    },
    source: row.source === NONE ? null : row.source,
    owner: owner === undefined ? null : { id: Number(row.owner_id), name: owner },
  };
}

const HEADER = ["id", "name", "email", "entered_at", "reached_at", "stage", "since", "source", "owner"];
const cells = (lead: FunnelLead) => [
  ...[lead.id, lead.name, lead.email, lead.entered_at, lead.at, lead.stage, lead.since, lead.source],
  lead.owner?.name ?? null,
];

/** All of them as CSV. Each page is a transaction of its own. */
export async function exportFunnelLeads(ctx: Context, number: FunnelNumber): Promise<Response> {
  authorize(ctx, "leads:export");
  const read = async (cursor?: string) => {
    const { items, next_cursor } = await listFunnelLeads(ctx, { ...number, limit: EXPORT_PAGE, cursor });
    return { rows: items, next: next_cursor };
  };
  const first = await read();
  await inWorkspace(ctx.workspaceId, (tx) => audit(tx, ctx, "funnel.export", "leads", { ...number }));
  const { requestId } = ctx;
  return csvAnswer({ fileName: "funnel-leads.csv", header: HEADER, cells, first, next: read, requestId });
}
