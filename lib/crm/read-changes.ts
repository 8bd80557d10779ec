import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { crmConnections } from "#db/schema/index.ts";
import { againWhereMoved } from "../leads/moved.ts";
import { log } from "../log.ts";
import { lockForRescore } from "../scores/locks.ts";
import { applyContacts } from "./apply-contacts.ts";
import { applyDeals, unlinked } from "./apply-deals.ts";
import { type Connection, connectionById, connectorOf, noteFailure } from "./connection.ts";
import { type CrmConnector, CrmError } from "./connector.ts";
import { errorOfCall } from "./outbound.ts";
import { activeConnections } from "./send.ts";

export type ReadBack = { contacts: number; deals: number; stages: number };
type Cursors = Pick<Connection, "contactsCursor" | "dealsCursor">;

type Read = Partial<Cursors> &
  Partial<Pick<Connection, "readAt" | "lastError" | "lastErrorText" | "lastErrorAt">>;

const keep = (connection: Connection, set: Read) => ({
  set,
  where: and(eq(crmConnections.workspaceId, connection.workspaceId), eq(crmConnections.id, connection.id)),
});

/** Each page is applied with the cursor behind it in one transaction: a killed reader goes on after its last page. */
async function readContacts(
  connection: Connection,
  connector: CrmConnector,
  signal?: AbortSignal,
): Promise<number> {
  const { workspaceId, settings } = connection;
  if (settings.mapping.length === 0 && !settings.createLeads) return 0;
  const fields = settings.mapping.map(({ field }) => field);
  let cursor = connection.contactsCursor;
  let changed = 0;
  for (let more = true; more; ) {
    signal?.throwIfAborted();
    const page = await connector.changedContacts(cursor, fields);
    changed += await againWhereMoved(() =>
      inWorkspace(workspaceId, async (tx) => {
        const done = await applyContacts(tx, connection, page.items, new Date());
        const { set, where } = keep(connection, { contactsCursor: page.cursor });
        await tx.update(crmConnections).set(set).where(where);
        return done;
      }),
    );
    ({ cursor, more } = page);
  }
  return changed;
}

async function readDeals(
  connection: Connection,
  connector: CrmConnector,
  signal?: AbortSignal,
): Promise<{ deals: number; stages: number }> {
  const { workspaceId } = connection;
  const read = { deals: 0, stages: 0 };
  let cursor = connection.dealsCursor;
  for (let more = true; more; ) {
    signal?.throwIfAborted();
    const page = await connector.changedDeals(cursor);
    const ids = page.items.flatMap(({ contactIds }) => contactIds);
    const missing = await inWorkspace(workspaceId, (tx) => unlinked(tx, connection, ids), { readOnly: true });
    const found = missing.length === 0 ? [] : await connector.find({ ids: missing });
    read.stages += await inWorkspace(workspaceId, async (tx) => {
      await lockForRescore(tx, workspaceId, { ids: [] }); // no lead is joined between being found and being written
      const stages = await applyDeals(tx, connection, page.items, found);
      const { set, where } = keep(connection, { dealsCursor: page.cursor });
      await tx.update(crmConnections).set(set).where(where);
      return stages;
    });
    read.deals += page.items.length;
    ({ cursor, more } = page);
  }
  return read;
}

/** Reads what changed in a CRM since it was last read: contacts into attributes, deals into stages. */
export async function readChanges(
  workspaceId: number,
  connectionId: number,
  { signal, now = new Date() }: { signal?: AbortSignal; now?: Date } = {},
): Promise<ReadBack> {
  const nothing: ReadBack = { contacts: 0, deals: 0, stages: 0 };
  const connection = await inWorkspace(workspaceId, (tx) => connectionById(tx, workspaceId, connectionId), {
    readOnly: true,
  });
  if (connection?.state !== "active") return nothing;
  if (connection.blockedUntil && connection.blockedUntil > now) return nothing;
  try {
    const connector = connectorOf(connection);
    const contacts = await readContacts(connection, connector, signal);
    const deals = await readDeals(connection, connector, signal);
    await inWorkspace(workspaceId, (tx) => {
      const { set, where } = keep(connection, {
        readAt: new Date(),
        lastError: null,
        lastErrorText: null,
        lastErrorAt: null,
      });
      return tx.update(crmConnections).set(set).where(where);
    });
    return { contacts, ...deals };
  } catch (error) {
    if (signal?.aborted) throw error;
    const failure = errorOfCall(error);
    await noteFailure(connection, failure, 1);
    if (!(error instanceof CrmError)) throw error;
    log.warn({ connection: connection.key, code: failure.code }, "a CRM could not be read");
    return nothing;
  }
}

/** Reads every CRM. */
export async function readAllChanges(signal?: AbortSignal): Promise<void> {
  for (const { workspaceId, connectionId } of await activeConnections())
    await readChanges(workspaceId, connectionId, { signal });
}
