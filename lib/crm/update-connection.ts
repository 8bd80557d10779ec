import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { crmConnections } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { sendJob } from "../jobs/boss.ts";
import { assertReachable } from "../outbound/target.ts";
import { connectionByKey, connectorFor } from "./connection.ts";
import { sealCredentials } from "./credentials.ts";
import { refusedBy, storedSettings, tested } from "./internal.ts";
import type { updateConnectionOperation } from "./operations.ts";

type Input = OperationInput<typeof updateConnectionOperation>;

/** Fields whose mapping changed are read again from the beginning: what they said before was never taken. */
const rereads = (before: Connection, settings: ReturnType<typeof storedSettings>) =>
  JSON.stringify(before.settings.mapping) !== JSON.stringify(settings.mapping) ||
  before.settings.createLeads !== settings.createLeads;
type Connection = Awaited<ReturnType<typeof connectionByKey>>;

/**
 * Changes a connection. New credentials are tried first; a connection that was stopped for the old ones goes on.
 * @throws AppError `not_found`, `invalid`
 */
export async function updateConnection(ctx: Context, input: Input): Promise<{ key: string }> {
  authorize(ctx, "crm:manage");
  const { workspaceId } = ctx;
  const { key, name, paused, credentials } = input;
  const before = await inWorkspace(workspaceId, (tx) => connectionByKey(tx, workspaceId, key), {
    readOnly: true,
  });
  const baseUrl = input.base_url ?? before.baseUrl;
  if (baseUrl !== before.baseUrl) {
    // Else who may change the address could have the old secret sent to themselves.
    if (!credentials) throw invalid([{ path: "credentials", message: "Needed along with a new address" }]);
    await assertReachable(baseUrl, "base_url");
  }
  if (credentials) {
    const { error } = await tested(() => connectorFor(before.kind, baseUrl, credentials));
    if (error) throw refusedBy(error.code === "credentials" ? "credentials" : "base_url", error);
  }
  const settings = input.settings && storedSettings(input.settings);
  return inWorkspace(workspaceId, async (tx) => {
    const [changed] = await tx
      .update(crmConnections)
      .set({
        ...(name === undefined ? {} : { name }),
        ...(settings ? { settings } : {}),
        ...(settings && rereads(before, settings) ? { contactsCursor: null } : {}),
        ...(credentials
          ? {
              baseUrl,
              credentials: sealCredentials(credentials, workspaceId, key),
              blockedUntil: null,
              lastError: null,
              lastErrorText: null,
              lastErrorAt: null,
              fieldsReadyAt: null,
              state: before.state === "paused" ? ("paused" as const) : ("active" as const),
            }
          : {}),
        ...(paused === undefined ? {} : { state: paused ? ("paused" as const) : ("active" as const) }),
      })
      .where(and(eq(crmConnections.workspaceId, workspaceId), eq(crmConnections.key, key)))
      .returning({ id: crmConnections.id, state: crmConnections.state });
    if (changed?.state === "active") await sendJob(tx, "crm.send", { workspaceId, connectionId: changed.id });
    const { mapping } = settings ?? {};
    await audit(tx, ctx, "crm.update", `crm:${key}`, {
      name,
      paused,
      ...(credentials ? { host: new URL(baseUrl).host, credentials: "changed" } : {}),
      ...(settings ? { mapped: mapping?.length } : {}),
    });
    return { key };
  });
}
