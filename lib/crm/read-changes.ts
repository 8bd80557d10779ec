import { and, eq } from "drizzle-orm";
import { inWorkspace, type Tx } from "#db/client.ts";
import { crmConnections } from "#db/schema/index.ts";
import { sendJob } from "../jobs/boss.ts";
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

/** Whether reading goes on from here: another reader of the same connection may be ahead. Its row is locked meanwhile. */
async function isNext(
  tx: Tx,
  { workspaceId, id }: Connection,
  column: "contacts_cursor" | "deals_cursor",
  cursor: string | null,
): Promise<boolean> {
  const found = await tx.$client.query<{ cursor: string | null }>(
    `select ${column} as cursor from crm_connections where workspace_id = $1 and id = $2 for no key update`,
    [workspaceId, id],
  );
  return found.rows[0] !== undefined && found.rows[0].cursor === cursor;
}

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
    const done = await againWhereMoved(() =>
      inWorkspace(workspaceId, async (tx) => {
        if (!(await isNext(tx, connection, "contacts_cursor", cursor))) return null;
        const applied = await applyContacts(tx, connection, page.items, new Date());
        const { set, where } = keep(connection, { contactsCursor: page.cursor });
        await tx.update(crmConnections).set(set).where(where);
        return applied;
      }),
    );
    if (done === null) return changed;
    changed += done;
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
    const recorded = await inWorkspace(workspaceId, async (tx) => {
      if (!(await isNext(tx, connection, "deals_cursor", cursor))) return null;
      await lockForRescore(tx, workspaceId, { ids: [] }); // no lead is joined between being found and being written
      const stages = await applyDeals(tx, connection, page.items, found);
      const { set, where } = keep(connection, { dealsCursor: page.cursor });
      await tx.update(crmConnections).set(set).where(where);
      return stages;
    });
    if (recorded === null) return read;
    read.stages += recorded;
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

/** Has every CRM read, a job each: one that is slow holds up itself only. */
export async function readAllChanges(): Promise<void> {
  for (const { workspaceId, connectionId } of await activeConnections())
    await inWorkspace(workspaceId, (tx) => sendJob(tx, "crm.read", { workspaceId, connectionId }));
}
