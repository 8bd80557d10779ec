import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { shownSettings } from "./internal.ts";
import type { ConnectionName, CrmConnection } from "./schemas.ts";
import type { ConnectionState, CrmErrorCode, CrmKind, CrmSettings } from "./states.ts";

type Row = {
  key: string;
  name: string;
  kind: CrmKind;
  base_url: string;
  state: ConnectionState;
  settings: CrmSettings;
  last_error: CrmErrorCode | null;
  last_error_text: string | null;
  last_error_at: Date | null;
  blocked_until: Date | null;
  sent_at: Date | null;
  read_at: Date | null;
  sync_lead_id: string | null;
  sync_total: number | null;
  sync_started_at: Date | null;
  waiting: number;
  failed: number;
  linked: number;
  open_conflicts: number;
};

const count = (from: string) =>
  `(select count(*)::int from ${from} t where t.workspace_id = $1 and t.connection_id = c.id`;

/** The connections of a workspace in the order they were made, with what waits for each. */
export async function listConnections(ctx: Context): Promise<{ items: CrmConnection[] }> {
  authorize(ctx, "crm:manage");
  const found = await inWorkspace(
    ctx.workspaceId,
    (tx) =>
      tx.$client.query<Row>(
        `select c.*, ${count("crm_changes")} and t.state = 'waiting') as waiting,
           ${count("crm_changes")} and t.state = 'failed') as failed,
           ${count("crm_links")} and t.object = 'contact') as linked,
           ${count("crm_conflicts")} and t.outcome is null) as open_conflicts
         from crm_connections c where c.workspace_id = $1 order by c.id`,
        [ctx.workspaceId],
      ),
    { readOnly: true },
  );
  return { items: found.rows.map(toConnection) };
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

function toConnection(row: Row): CrmConnection {
  const { key, name, kind, base_url, state, waiting, failed, linked, open_conflicts } = row;
  const isBlocked = row.blocked_until !== null && row.blocked_until > new Date();
  return {
    key,
    name,
    kind,
    base_url,
    state,
    waiting,
    failed,
    linked,
    open_conflicts,
    error:
      row.last_error && row.last_error_at
        ? { code: row.last_error, text: row.last_error_text, at: row.last_error_at.toISOString() }
        : null,
    blocked_until: isBlocked ? iso(row.blocked_until) : null,
    sent_at: iso(row.sent_at),
    read_at: iso(row.read_at),
    sync:
      row.sync_started_at && row.sync_total !== null
        ? {
            started_at: row.sync_started_at.toISOString(),
            queuing: row.sync_lead_id !== null,
            total: row.sync_total,
          }
        : null,
    settings: shownSettings(row.settings),
  };
}

/** What an action of a sheet may name. */
export async function listConnectionNames(ctx: Context): Promise<{ items: ConnectionName[] }> {
  authorize(ctx, "sheets:read");
  const { rows } = await inWorkspace(
    ctx.workspaceId,
    (tx) =>
      tx.$client.query<ConnectionName>(
        "select key, name, kind, state from crm_connections where workspace_id = $1 order by lower(name), id",
        [ctx.workspaceId],
      ),
    { readOnly: true },
  );
  return { items: rows };
}
