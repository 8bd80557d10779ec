import type { Tx } from "#db/client.ts";
import type { ProgrammeState } from "#db/schema/programmes.ts";
import { notFound } from "../errors.ts";
import type { ProgrammeContent } from "./schemas.ts";

export type ProgrammeRow = {
  id: number;
  key: string;
  name: string;
  state: ProgrammeState;
  content: ProgrammeContent;
  revision: number;
  updatedAt: Date;
};

export const PROGRAMME = `p.id::int as id, p.key, p.name, p.state, p.content, p.revision, p.updated_at as "updatedAt"`;

/** The programme of that key, locked where it is to be written; null where there is none. */
export async function findProgramme(
  tx: Tx,
  workspaceId: number,
  key: string,
  forUpdate = false,
): Promise<ProgrammeRow | null> {
  const found = await tx.$client.query<ProgrammeRow>(
    `select ${PROGRAMME} from programmes p where p.workspace_id = $1 and p.key = $2${forUpdate ? " for update" : ""}`,
    [workspaceId, key],
  );
  return found.rows[0] ?? null;
}

/** @throws AppError `not_found`. */
export async function loadProgramme(
  tx: Tx,
  workspaceId: number,
  key: string,
  forUpdate = false,
): Promise<ProgrammeRow> {
  const found = await findProgramme(tx, workspaceId, key, forUpdate);
  if (!found) throw notFound("Programme");
  return found;
}
