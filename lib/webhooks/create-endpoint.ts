import { inWorkspace, type Tx } from "#db/client.ts";
import { webhookEndpoints } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { assertReachable } from "../outbound/target.ts";
import { slug } from "../segments/slug.ts";
import type { createEndpointOperation } from "./operations.ts";
import type { NewEndpoint } from "./schemas.ts";
import { newSecret, sealSecret } from "./secret.ts";

/** A member makes them by hand; more would be a loop. */
const MAX_ENDPOINTS = 50;

/**
 * Makes an endpoint and answers its signing secret, this once.
 * @throws AppError `invalid` for an address that is not public, `conflict` for a key that is taken.
 */
export async function createEndpoint(
  ctx: Context,
  input: OperationInput<typeof createEndpointOperation>,
): Promise<NewEndpoint> {
  authorize(ctx, "webhooks:manage");
  await assertReachable(input.url);
  const { workspaceId } = ctx;
  const { name, url, format } = input;
  return inWorkspace(workspaceId, async (tx) => {
    // One at a time: two with the same name get two keys.
    await tx.$client.query("select pg_advisory_xact_lock(hashtext('webhook_endpoints'), $1)", [workspaceId]);
    const taken = await keysOf(tx, workspaceId);
    if (taken.size >= MAX_ENDPOINTS) throw conflict(`A workspace has ${MAX_ENDPOINTS} webhooks at most`);
    if (input.key !== undefined && taken.has(input.key))
      throw conflict("There is a webhook with this key", [
        { path: "key", message: "Taken", code: "key_taken" },
      ]);
    const key = input.key ?? freeKey(name, taken);
    const secret = newSecret();
    await tx
      .insert(webhookEndpoints)
      .values({ workspaceId, key, name, url, format, secret: sealSecret(secret, workspaceId, key) });
    await audit(tx, ctx, "webhooks.create", `webhook:${key}`, { name, format, host: new URL(url).host });
    return { key, name, secret };
  });
}

async function keysOf(tx: Tx, workspaceId: number): Promise<Set<string>> {
  const { rows } = await tx.$client.query<{ key: string }>(
    "select key from webhook_endpoints where workspace_id = $1",
    [workspaceId],
  );
  return new Set(rows.map(({ key }) => key));
}

function freeKey(name: string, taken: Set<string>): string {
  const wanted = slug(name).slice(0, 60) || "webhook";
  for (let n = 1; ; n++) {
    const key = n === 1 ? wanted : `${wanted}-${n}`;
    if (!taken.has(key)) return key;
  }
}
