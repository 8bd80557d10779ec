import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { type Composed, compose } from "./compose.ts";
import { connectionByKey, connectorOf } from "./connection.ts";
import { type CrmConnector, type RemoteContact, SCORE_FIELDS } from "./connector.ts";
import { askedNow } from "./internal.ts";
import type { dryRunOperation } from "./operations.ts";
import type { DryRun } from "./schemas.ts";

const LEADS = 10;

/**
 * What would be made and written for the hottest leads, beside what the CRM holds now. Reads only.
 * @throws AppError `not_found`, `invalid` with what the CRM said.
 */
export async function dryRun(ctx: Context, { key }: OperationInput<typeof dryRunOperation>): Promise<DryRun> {
  authorize(ctx, "crm:manage");
  const { workspaceId } = ctx;
  const { connection, composed } = await inWorkspace(
    workspaceId,
    async (tx) => {
      const found = await connectionByKey(tx, workspaceId, key);
      const hottest = await tx.$client.query<{ id: number }>(
        `select lead_id::int as id from scores where workspace_id = $1 and is_primary
         order by total desc, lead_id desc limit $2`,
        [workspaceId, LEADS],
      );
      const ids = hottest.rows.map(({ id }) => id);
      const all = await compose(tx, workspaceId, found.id, ids);
      const order = new Map(ids.map((id, n) => [id, n]));
      const sorted = all.sort((a, b) => (order.get(a.leadId) ?? 0) - (order.get(b.leadId) ?? 0));
      return { connection: found, composed: sorted };
    },
    { readOnly: true },
  );
  return askedNow(async () => {
    const connector = connectorOf(connection);
    const missing = new Set(await connector.missingFields());
    const there = await contactsOf(connector, composed);
    return {
      fields: SCORE_FIELDS.map(({ key: field, label }) => ({
        name: connector.fieldName(field),
        label,
        exists: !missing.has(field),
      })),
      leads: composed.map((one) => planOf(connector, one, there(one), connection.settings.createContacts)),
    };
  });
}

/** The contact that each lead would be written to. */
async function contactsOf(
  connector: CrmConnector,
  composed: Composed[],
): Promise<(one: Composed) => RemoteContact | undefined> {
  const emails = composed.flatMap(({ remoteId, email }) =>
    remoteId === null && email !== null ? [email] : [],
  );
  const ids = composed.flatMap(({ remoteId }) => remoteId ?? []);
  const found = [
    ...(emails.length === 0 ? [] : await connector.find({ emails })),
    ...(ids.length === 0 ? [] : await connector.find({ ids })),
  ];
  return ({ remoteId, email }) =>
    found.find((contact) => (remoteId === null ? contact.email === email : contact.remoteId === remoteId));
}

function planOf(
  connector: CrmConnector,
  { leadId, email, lastName, values }: Composed,
  contact: RemoteContact | undefined,
  create: boolean,
): DryRun["leads"][number] {
  const changes = SCORE_FIELDS.flatMap(({ key }) => {
    const field = connector.fieldName(key);
    const from = contact?.values[field] || null;
    const to = values[key];
    return (from ?? "") === String(to ?? "") ? [] : [{ field, from, to }];
  });
  const outcome = outcomeOf({ isThere: contact !== undefined, differs: changes.length > 0, create, email });
  return {
    lead_id: leadId,
    name: lastName ?? email,
    outcome,
    changes: outcome === "update" || outcome === "create" ? changes : [],
  };
}

type Found = { isThere: boolean; differs: boolean; create: boolean; email: string | null };

function outcomeOf({ isThere, differs, create, email }: Found): DryRun["leads"][number]["outcome"] {
  if (isThere) return differs ? "update" : "same";
  if (email === null) return "nameless";
  return create ? "create" : "absent";
}
