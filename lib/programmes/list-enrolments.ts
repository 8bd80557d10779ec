import type { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadProgramme } from "./internal.ts";
import type { Enrolment, enrolmentListSchema } from "./operation-schemas.ts";
import type { listEnrolmentsOperation } from "./operations.ts";

const PAGE = 50;

type Row = Omit<Enrolment, "lead" | "entered_at" | "next_at" | "left_at"> & {
  leadId: number;
  name: string | null;
  email: string | null;
  enteredAt: Date;
  nextAt: Date;
  leftAt: Date | null;
};

/** Leads of a programme, newest first. @throws AppError `not_found`. */
export async function listEnrolments(
  ctx: Context,
  { key, state, cursor }: OperationInput<typeof listEnrolmentsOperation>,
): Promise<z.infer<typeof enrolmentListSchema>> {
  authorize(ctx, "programmes:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const { id } = await loadProgramme(tx, workspaceId, key);
      const found = await tx.$client.query<Row>(
        `select e.id::int as id, e.lead_id::int as "leadId", l.display_name as name, l.email, e.active, e.origin,
           e.entered_at as "enteredAt", jsonb_array_length(e.done) as done, e.next_at as "nextAt", e.waiting,
           e.left_at as "leftAt", e.left_reason
         from enrolments e join leads l on l.workspace_id = $1 and l.id = e.lead_id
         where e.workspace_id = $1 and e.programme_id = $2 and ($3::boolean is null or e.active = $3)
           and ($4::bigint is null or e.id < $4)
         order by e.id desc limit ${PAGE + 1}`,
        [workspaceId, id, state === undefined ? null : state === "active", cursor ?? null],
      );
      const rows = found.rows.slice(0, PAGE);
      return {
        items: rows.map(({ leadId, name, email, enteredAt, nextAt, leftAt, ...row }) => ({
          ...row,
          lead: { id: leadId, name, email },
          entered_at: enteredAt.toISOString(),
          next_at: row.active ? nextAt.toISOString() : null,
          left_at: leftAt?.toISOString() ?? null,
        })),
        next_cursor: found.rows.length > PAGE ? String(rows.at(-1)?.id) : null,
      };
    },
    { readOnly: true },
  );
}
