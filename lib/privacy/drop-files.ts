import type { Tx } from "#db/client.ts";
import type { Needles } from "./erased-text.ts";

/**
 * Deletes files that wait to be imported (or were given up) and name the person. A file that is being imported is left: its
 * rows of this person are refused, and it is deleted at its end.
 */
export async function dropFiles(tx: Tx, workspaceId: number, needles: Needles): Promise<number> {
  const longest = Math.max(0, ...needles.map((needle) => needle.length));
  if (longest === 0) return 0;
  const waiting = await tx.$client.query<{ id: string }>(
    "select id from imports where workspace_id = $1 and state <> 'running' order by id",
    [workspaceId],
  );
  let dropped = 0;
  for (const { id } of waiting.rows) {
    let tail = "";
    let names = false;
    for (let position = 0; !names; position++) {
      const { rows } = await tx.$client.query<{ bytes: Buffer }>(
        "select bytes from import_chunks where workspace_id = $1 and import_id = $2 and position = $3",
        [workspaceId, id, position],
      );
      const [chunk] = rows;
      if (!chunk) break;
      const text = tail + chunk.bytes.toString("utf8").toLowerCase();
      names = needles.some((needle) => text.includes(needle));
      tail = text.slice(-longest);
    }
    if (!names) continue;
    await tx.$client.query("delete from import_chunks where workspace_id = $1 and import_id = $2", [
      workspaceId,
      id,
    ]);
    await tx.$client.query(
      "update imports set state = 'cancelled', finished_at = coalesce(finished_at, now()) where workspace_id = $1 and id = $2 and state in ('uploading', 'uploaded')",
      [workspaceId, id],
    );
    dropped++;
  }
  return dropped;
}
