import type { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { countAnswers, type FormRow, summarise } from "./internal.ts";
import type { formListSchema } from "./operation-schemas.ts";
import type { listFormsOperation } from "./operations.ts";

const PAGE = 50;

/** Forms, the newest first; archived ones apart. */
export async function listForms(
  ctx: Context,
  { archived, cursor }: OperationInput<typeof listFormsOperation>,
): Promise<z.infer<typeof formListSchema>> {
  authorize(ctx, "forms:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const found = await tx.$client.query<FormRow>(
        `select f.id::int as id, f.key, f.name, f.token, f.state, v.content
         from forms f join form_versions v on v.workspace_id = $1 and v.form_id = f.id and v.number = f.version
         where f.workspace_id = $1 and (f.state = 'archived') = $2 and ($3::bigint is null or f.id < $3)
         order by f.id desc limit ${PAGE + 1}`,
        [workspaceId, archived === "true", cursor ?? null],
      );
      const rows = found.rows.slice(0, PAGE);
      const counts = await countAnswers(
        tx,
        workspaceId,
        rows.map(({ id }) => id),
      );
      return {
        items: rows.map((row) => summarise(row, counts.get(row.id))),
        next_cursor: found.rows.length > PAGE ? String(rows.at(-1)?.id) : null,
      };
    },
    { readOnly: true },
  );
}
