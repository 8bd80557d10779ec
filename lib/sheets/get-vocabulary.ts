import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";

/** Names that really occur in the workspace, to be offered where a rule or a condition asks for one. */
export type Vocabulary = {
  events: string[];
  attributes: string[];
  properties: string[];
  /** Versions of predictive models that a rule can name, the newest first. */
  models: { model: string; version: number; name: string }[];
};

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
        models: (
          await tx.$client.query<Vocabulary["models"][number]>(
            `select m.key as model, v.number as version, m.name from model_versions v
             join models m on m.workspace_id = v.workspace_id and m.id = v.model_id
             where v.workspace_id = $1 and v.outcome = 'trained' order by m.name, v.number desc limit 200`,
            [workspaceId],
          )
        ).rows,
      };
    },
    { readOnly: true },
  );
}
