import { inWorkspace, type Tx, withCredential } from "#db/client.ts";
import type { FormState } from "#db/schema/forms.ts";
import type { FormContent } from "./schemas.ts";

/** A form as its public page needs it. */
export type PublicForm = {
  workspaceId: number;
  id: number;
  key: string;
  token: string;
  state: FormState;
  version: number;
  content: FormContent;
  /** Whose form it is. */
  workspace: string;
};

const TOKEN = /^[0-9a-f]{24}$/;

/** The workspace that a token opens, or null; a text that is no token costs no look into the database. */
export async function formWorkspace(token: string): Promise<number | null> {
  if (!TOKEN.test(token)) return null;
  const found = await withCredential({ kind: "form_token", hash: token }, (tx) =>
    tx.$client.query<{ workspace_id: number }>("select workspace_id from forms where token = $1", [token]),
  );
  return found.rows[0]?.workspace_id ?? null;
}

/** The form of a token with the version that is shown, or a given one. */
export async function readPublicForm(
  tx: Tx,
  workspaceId: number,
  token: string,
  version: number | null = null,
): Promise<PublicForm | null> {
  const found = await tx.$client.query<PublicForm>(
    `select f.workspace_id as "workspaceId", f.id::int as id, f.key, f.token, f.state, v.number as version, v.content,
       w.name as workspace
     from forms f join workspaces w on w.id = f.workspace_id
     join form_versions v on v.workspace_id = f.workspace_id and v.form_id = f.id and v.number = coalesce($3, f.version)
     where f.workspace_id = $1 and f.token = $2`,
    [workspaceId, token, version],
  );
  return found.rows[0] ?? null;
}

/** The form of a token, or null where there is none. */
export async function findForm(token: string, version: number | null = null): Promise<PublicForm | null> {
  const workspaceId = await formWorkspace(token);
  if (workspaceId === null) return null;
  return inWorkspace(workspaceId, (tx) => readPublicForm(tx, workspaceId, token, version), {
    readOnly: true,
  });
}
