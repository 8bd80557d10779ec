import { inWorkspace } from "#db/client.ts";
import { crmConnections } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { assertReachable } from "../outbound/target.ts";
import { slug } from "../segments/slug.ts";
import { connectorFor } from "./connection.ts";
import { sealCredentials } from "./credentials.ts";
import { refusedBy, tested } from "./internal.ts";
import type { createConnectionOperation } from "./operations.ts";
import { DEFAULT_SETTINGS } from "./states.ts";

/** A workspace has one CRM, or two while it moves. */
const MAX_CONNECTIONS = 10;

/**
 * Connects a CRM that takes the credentials; nothing is written to it before a score changes or everything is synced.
 * @throws AppError `invalid` for an address that is not public, or where the CRM refuses the credentials.
 */
export async function createConnection(
  ctx: Context,
  input: OperationInput<typeof createConnectionOperation>,
): Promise<{ key: string }> {
  authorize(ctx, "crm:manage");
  const { name, kind, base_url: baseUrl, credentials } = input;
  await assertReachable(baseUrl, "base_url");
  const { error } = await tested(() => connectorFor(kind, baseUrl, credentials));
  if (error) throw refusedBy(error.code === "credentials" ? "credentials" : "base_url", error);
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    // One at a time: two with the same name get two keys.
    await tx.$client.query("select pg_advisory_xact_lock(hashtext('crm_connections'), $1)", [workspaceId]);
    const { rows } = await tx.$client.query<{ key: string }>(
      "select key from crm_connections where workspace_id = $1",
      [workspaceId],
    );
    if (rows.length >= MAX_CONNECTIONS)
      throw conflict(`A workspace has ${MAX_CONNECTIONS} connections at most`);
    const key = freeKey(name, new Set(rows.map((row) => row.key)));
    await tx.insert(crmConnections).values({
      workspaceId,
      key,
      name,
      kind,
      baseUrl,
      credentials: sealCredentials(credentials, workspaceId, key),
      settings: DEFAULT_SETTINGS,
    });
    await audit(tx, ctx, "crm.connect", `crm:${key}`, { name, kind, host: new URL(baseUrl).host });
    return { key };
  });
}

function freeKey(name: string, taken: Set<string>): string {
  const wanted = slug(name).slice(0, 50) || "crm";
  for (let n = 1; ; n++) {
    const key = n === 1 ? wanted : `${wanted}-${n}`;
    if (!taken.has(key)) return key;
  }
}
