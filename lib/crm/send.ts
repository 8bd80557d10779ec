import { and, eq } from "drizzle-orm";
import { inWorkspace, workspaceIds } from "#db/client.ts";
import { crmConnections } from "#db/schema/index.ts";
import { sendJob } from "../jobs/boss.ts";
import { log } from "../log.ts";
import { type Claim, claimDue, DEADLINE_MS } from "./claim.ts";
import { type Composed, compose, differs } from "./compose.ts";
import { type Connection, connectionById, connectorOf, noteFailure } from "./connection.ts";
import { type ContactResult, type CrmConnector, CrmError } from "./connector.ts";
import { errorOfCall } from "./outbound.ts";
import { release, settle } from "./settle.ts";

type Batch = { claims: Claim[]; composed: Composed[] };

/** Claims leads and reads their scores as they are now, in one transaction. */
const take = (connection: Connection, limit: number, now: Date): Promise<Batch> =>
  inWorkspace(
    connection.workspaceId,
    async (tx) => {
      const { workspaceId, id } = connection;
      const claims = await claimDue(tx, workspaceId, id, limit, now);
      const ids = claims.map(({ leadId }) => leadId);
      return { claims, composed: claims.length === 0 ? [] : await compose(tx, workspaceId, id, ids) };
    },
    { isolation: "repeatable read" },
  );

async function prepare(connection: Connection, connector: CrmConnector): Promise<void> {
  if (connection.fieldsReadyAt) return;
  const made = await connector.ensureFields();
  const { workspaceId, id } = connection;
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(crmConnections)
      .set({ fieldsReadyAt: new Date() })
      .where(and(eq(crmConnections.workspaceId, workspaceId), eq(crmConnections.id, id))),
  );
  if (made.length > 0) log.info({ connection: connection.key, made }, "fields were made in a CRM");
}

/** Somebody deleted fields in the CRM: they are made again, and nothing counts as refused. @throws CrmError */
async function assertFields(
  { workspaceId, id }: Connection,
  connector: CrmConnector,
  results: ContactResult[],
): Promise<void> {
  if (!results.some(({ state }) => state === "refused")) return;
  const missing = await connector.missingFields();
  if (missing.length === 0) return;
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(crmConnections)
      .set({ fieldsReadyAt: null })
      .where(and(eq(crmConnections.workspaceId, workspaceId), eq(crmConnections.id, id))),
  );
  throw new CrmError(
    "unavailable",
    `missing: ${missing.map((field) => connector.fieldName(field)).join(", ")}`,
  );
}

export type Sent = { leads: number; written: number };

/**
 * Tells a CRM every score that waits, a batch at a time, until none is due. What it refuses is set apart; where it does
 * not answer, or asks to be left alone, the rest waits. Stops between two batches when asked.
 */
export async function sendDue(
  workspaceId: number,
  connectionId: number,
  { signal, clock = () => new Date() }: { signal?: AbortSignal; clock?: () => Date } = {},
): Promise<Sent> {
  const sent: Sent = { leads: 0, written: 0 };
  let session: { credentials: string; connector: CrmConnector } | undefined;
  for (;;) {
    signal?.throwIfAborted();
    const connection = await inWorkspace(workspaceId, (tx) => connectionById(tx, workspaceId, connectionId), {
      readOnly: true,
    });
    const now = clock();
    if (connection?.state !== "active") return sent;
    if (connection.blockedUntil && connection.blockedUntil > now) return sent;
    const place = { workspaceId, connectionId };
    let claims: Claim[] = [];
    try {
      if (session?.credentials !== connection.credentials)
        session = { credentials: connection.credentials, connector: connectorOf(connection) };
      const { connector } = session;
      const batch = await take(connection, connector.maxBatch, now);
      claims = batch.claims;
      if (claims.length === 0) return sent;
      await prepare(connection, connector);
      const changed = batch.composed.filter(differs);
      const deadline = new Date(Date.now() + DEADLINE_MS);
      const create = connection.settings.createContacts;
      const results = await writeParts(connector, changed, { create, deadline });
      await assertFields(connection, connector, results);
      sent.written += await settle(place, claims, batch.composed, results, clock());
      sent.leads += claims.length;
    } catch (error) {
      const failure = errorOfCall(error);
      if (failure.code === "unexpected") log.error({ err: error, connection: connection.key }, "CRM");
      const attempts = Math.max(1, ...claims.map(({ attempt }) => attempt));
      const again = await noteFailure(connection, failure, attempts, clock());
      if (claims.length > 0) await release(place, claims, again);
      if (!(error instanceof CrmError)) throw error;
      return sent;
    }
  }
}

/** A lead may have several contacts, so a batch of leads may be more than one of contacts. */
async function writeParts(
  connector: CrmConnector,
  contacts: Composed[],
  options: { create: boolean; deadline: Date },
) {
  const results = [];
  for (let at = 0; at < contacts.length; at += connector.maxBatch)
    results.push(...(await connector.write(contacts.slice(at, at + connector.maxBatch), options)));
  return results;
}

/** Connections of every workspace that work. */
export async function activeConnections(): Promise<{ workspaceId: number; connectionId: number }[]> {
  const all: { workspaceId: number; connectionId: number }[] = [];
  for (const workspaceId of await workspaceIds()) {
    const found = await inWorkspace(
      workspaceId,
      (tx) =>
        tx.$client.query<{ id: string }>(
          "select id from crm_connections where workspace_id = $1 and state = 'active' order by id",
          [workspaceId],
        ),
      { readOnly: true },
    );
    all.push(...found.rows.map(({ id }) => ({ workspaceId, connectionId: Number(id) })));
  }
  return all;
}

/** Has every CRM told what is due, a job each: what waited for it, and what a killed process had begun. */
export async function sendAllDue(): Promise<void> {
  for (const { workspaceId, connectionId } of await activeConnections())
    await inWorkspace(workspaceId, async (tx) => {
      const due = await tx.$client.query(
        `select from crm_changes where workspace_id = $1 and connection_id = $2 and state = 'waiting'
           and next_at <= now() limit 1`,
        [workspaceId, connectionId],
      );
      if (due.rows.length > 0) await sendJob(tx, "crm.send", { workspaceId, connectionId });
    });
}
