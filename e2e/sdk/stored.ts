import { inWorkspace } from "../../db/client.ts";

/** The `n` of every stored event of that name, in order: one for each time it is stored. */
export async function storedNumbers(workspaceId: number, name: string): Promise<number[]> {
  const found = await inWorkspace(workspaceId, (tx) =>
    tx.$client.query<{ n: string }>(
      `select coalesce(e.rest ->> 'n', a.properties ->> 'n') as n from events e
       join activities a on a.workspace_id = e.workspace_id and a.id = e.activity_id
       where e.workspace_id = $1 and a.name = $2`,
      [workspaceId, name],
    ),
  );
  return found.rows.map((row) => Number(row.n)).sort((a, b) => a - b);
}
