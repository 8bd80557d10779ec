import type { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { programmeListSchema } from "./operation-schemas.ts";

const MOST = 200;

/** Programmes by name. */
export async function listProgrammes(ctx: Context): Promise<z.infer<typeof programmeListSchema>> {
  authorize(ctx, "programmes:read");
  return inWorkspace(
    ctx.workspaceId,
    async (tx) => {
      const found = await tx.$client.query(
        `select p.key, p.name, p.state, jsonb_array_length(p.content->'steps') as steps, p.updated_at,
           count(e.id)::int as enrolled, count(e.id) filter (where e.active)::int as active
         from programmes p left join enrolments e on e.workspace_id = $1 and e.programme_id = p.id
         where p.workspace_id = $1 group by p.workspace_id, p.id order by lower(p.name), p.id limit ${MOST}`,
        [ctx.workspaceId],
      );
      return { items: found.rows.map((row) => ({ ...row, updated_at: row.updated_at.toISOString() })) };
    },
    { readOnly: true },
  );
}
