import type { Tx } from "#db/client.ts";
import { activityHash } from "../events/coding.ts";
import { eraseJson, likePatterns, type Needles } from "./erased-text.ts";

type Properties = Record<string, string | boolean>;

/**
 * Empties the activities that only a person's deleted events had: what the person typed may be in them. They keep their
 * ids, because a foreign key would have every event searched for each.
 */
export async function emptyActivities(tx: Tx, workspaceId: number, ids: number[]): Promise<void> {
  await tx.$client.query(
    `update activities a set properties = '{}', hash = gen_random_uuid(), events = 0
     where a.workspace_id = $1 and a.id = any($2::integer[]) and a.properties <> '{}'
       and not exists (select from events e where e.workspace_id = $1 and e.activity_id = a.id)`,
    [workspaceId, ids],
  );
}

/** Takes a person's identifiers out of the activities that other people's events have. */
export async function redactActivities(tx: Tx, workspaceId: number, identifiers: Needles): Promise<number> {
  if (identifiers.length === 0) return 0;
  const { rows } = await tx.$client.query<{ id: number; name: string; properties: Properties }>(
    `select id, name, properties from activities
     where workspace_id = $1 and lower(properties::text) like any($2::text[]) order by id for update`,
    [workspaceId, likePatterns(identifiers)],
  );
  for (const { id, name, properties } of rows) {
    const clean = eraseJson(properties, identifiers) as Properties;
    const hash = activityHash(name, clean);
    const same = await tx.$client.query<{ id: number }>(
      "select id from activities where workspace_id = $1 and hash = $2 and id <> $3",
      [workspaceId, hash, id],
    );
    const [twin] = same.rows;
    if (twin) {
      await tx.$client.query(
        "update events set activity_id = $3 where workspace_id = $1 and activity_id = $2",
        [workspaceId, id, twin.id],
      );
    }
    await tx.$client.query(
      `update activities set properties = $3, hash = case when $4 then gen_random_uuid() else $5::uuid end
       where workspace_id = $1 and id = $2`,
      [workspaceId, id, twin ? {} : clean, twin !== undefined, hash],
    );
  }
  return rows.length;
}
