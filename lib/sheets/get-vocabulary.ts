import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";

/** Names that really occur in the workspace, to be offered where a rule or a condition asks for one. */
export type Vocabulary = { events: string[]; attributes: string[]; properties: string[] };

const NEWEST_LEADS = 300;

/** Event names by how often they occur, attributes of the newest leads, properties of events; a few hundred at most. */
export async function getVocabulary(ctx: Context): Promise<Vocabulary> {
  authorize(ctx, "segments:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const names = async (sql: string, ...more: unknown[]) =>
        (await tx.$client.query<{ name: string }>(sql, [workspaceId, ...more])).rows.map((row) => row.name);
      return {
        events: await names(
          `select name from activities where workspace_id = $1 group by name order by sum(events) desc, name limit 200`,
        ),
        attributes: await names(
          `select distinct jsonb_object_keys(attributes) as name from
           (select attributes from leads where workspace_id = $1 order by created_at desc, id desc limit $2) newest
           order by 1 limit 200`,
          NEWEST_LEADS,
        ),
        properties: await names(
          `select distinct property as name from event_properties where workspace_id = $1 order by 1 limit 200`,
        ),
      };
    },
    { readOnly: true },
  );
}
