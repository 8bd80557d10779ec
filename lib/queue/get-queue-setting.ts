import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { can, ROLES } from "../permissions.ts";
import { rejectionReasons } from "./reject-handover.ts";

export type QueueSetting = {
  /** Codes of the reasons to offer. */
  reasons: string[];
  /** Whether any sheet can hand over. */
  hasActiveSheet: boolean;
  /** Who can be given a lead. */
  reps: { id: number; name: string }[];
  sheets: { key: string; name: string }[];
  /** Of the workspace: what the worth of a deal is told in, unless one says otherwise. */
  currency: string;
};

const MOST = 200;

/** What the queue's screen needs besides its rows. */
export async function getQueueSetting(ctx: Context): Promise<QueueSetting> {
  authorize(ctx, "queue:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const active = await tx.$client.query(
        "select 1 from sheet_versions where workspace_id = $1 and state = 'active' limit 1",
        [workspaceId],
      );
      const reps = await tx.$client.query<{ id: number; name: string }>(
        `select m.id::int as id, u.name from members m join users u on u.id = m.user_id
         where m.workspace_id = $1 and m.removed_at is null and m.role = any($2::text[])
         order by lower(u.name), m.id limit ${MOST}`,
        [workspaceId, ROLES.filter((role) => can(role, "queue:work"))],
      );
      const sheets = await tx.$client.query<{ key: string; name: string }>(
        `select key, name from sheets where workspace_id = $1 order by lower(name), id limit ${MOST}`,
        [workspaceId],
      );
      const workspace = await tx.$client.query<{ currency: string }>(
        "select currency from workspaces where id = $1",
        [workspaceId],
      );
      return {
        reasons: await rejectionReasons(tx, workspaceId),
        hasActiveSheet: active.rows.length > 0,
        reps: reps.rows,
        sheets: sheets.rows,
        currency: workspace.rows[0]?.currency ?? "EUR",
      };
    },
    { readOnly: true },
  );
}
