import { and, eq, sql } from "drizzle-orm";
import { inWorkspace, type Tx } from "#db/client.ts";
import { crmConnections } from "#db/schema/index.ts";
import { notFound } from "../errors.ts";
import { sendJob } from "../jobs/boss.ts";
import { type CrmConnector, CrmError } from "./connector.ts";
import { unsealCredentials } from "./credentials.ts";
import { hubspotConnector } from "./hubspot/connector.ts";
import { errorOfCall } from "./outbound.ts";
import { salesforceConnector } from "./salesforce/connector.ts";
import type { Credentials } from "./schemas.ts";
import type { CrmKind } from "./states.ts";

export type Connection = typeof crmConnections.$inferSelect;

/** Waits after passing failures where the CRM names none: from 5 s, doubling, 15 minutes at most. */
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 900_000;
/** However long a CRM asks to be left alone, it is asked again after this. */
const LONGEST_ASKED_MS = 86_400_000;

/** Speaks to a CRM with these credentials. @throws CrmError `credentials` where they are another kind's. */
export function connectorFor(kind: CrmKind, baseUrl: string, credentials: Credentials): CrmConnector {
  if (kind === "hubspot" && "token" in credentials) return hubspotConnector(baseUrl, credentials.token);
  if (kind === "salesforce" && "client_id" in credentials)
    return salesforceConnector(baseUrl, credentials.client_id, credentials.client_secret);
  throw new CrmError("credentials", "These are the credentials of another kind of CRM");
}

/** @throws CrmError `secret` where the credentials cannot be read any more. */
export function connectorOf({ workspaceId, key, kind, baseUrl, credentials }: Connection): CrmConnector {
  try {
    return connectorFor(kind, baseUrl, unsealCredentials(credentials, workspaceId, key));
  } catch (error) {
    throw errorOfCall(error);
  }
}

export async function connectionById(tx: Tx, workspaceId: number, id: number): Promise<Connection | null> {
  const [found] = await tx
    .select()
    .from(crmConnections)
    .where(and(eq(crmConnections.workspaceId, workspaceId), eq(crmConnections.id, id)));
  return found ?? null;
}

/** @throws AppError `not_found` */
export async function connectionByKey(tx: Tx, workspaceId: number, key: string): Promise<Connection> {
  const [found] = await tx
    .select()
    .from(crmConnections)
    .where(and(eq(crmConnections.workspaceId, workspaceId), eq(crmConnections.key, key)));
  if (!found) throw notFound("Connection");
  return found;
}

/** How long to leave a CRM alone after a failure, in ms, jittered by a fifth. */
export function waitOf(error: CrmError, attempts: number, random = Math.random()): number {
  const planned = Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1), LONGEST_WAIT_MS);
  const wait = error.retryAfterMs ?? planned;
  return Math.min(Math.round(wait * (1 + 0.2 * random)), LONGEST_ASKED_MS);
}

/**
 * Notes what went wrong. What passes is tried again after a while; what does not stops the connection until a member has
 * seen to it. @returns when it is tried again.
 */
export async function noteFailure(
  connection: Pick<Connection, "workspaceId" | "id">,
  error: CrmError,
  attempts: number,
  now = new Date(),
): Promise<Date> {
  const { workspaceId, id } = connection;
  const again = new Date(now.getTime() + waitOf(error, attempts));
  const stops = !error.passing && error.code !== "unexpected" && error.code !== "refused";
  await inWorkspace(workspaceId, async (tx) => {
    await tx
      .update(crmConnections)
      .set({
        lastError: error.code,
        lastErrorText: error.message === "" ? null : error.message,
        lastErrorAt: now,
        blockedUntil: again,
        ...(stops ? { state: sql`case when state = 'paused' then 'paused' else 'refused' end` } : {}),
      })
      .where(and(eq(crmConnections.workspaceId, workspaceId), eq(crmConnections.id, id)));
    if (!stops) await sendJob(tx, "crm.send", { workspaceId, connectionId: id }, { startAfter: again });
  });
  return again;
}
