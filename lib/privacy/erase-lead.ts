import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { invalid, notFound } from "../errors.ts";
import { dropJourneys } from "../funnel/refresh-journeys.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLeadId } from "../leads/find-lead.ts";
import type { Identity } from "../leads/identities.ts";
import { membersOf } from "../leads/people.ts";
import { lockForJoins } from "../scores/locks.ts";
import { bigints } from "../sql-arrays.ts";
import { dropFiles } from "./drop-files.ts";
import { type Needles, needlesOf } from "./erased-text.ts";
import type { eraseLeadOperation } from "./operations.ts";
import { emptyActivities, redactActivities } from "./redact-activities.ts";
import type { Erased } from "./schemas.ts";
import { suppress } from "./suppression.ts";
import { dropRefused, sweep } from "./sweep.ts";

/** A workspace of millions of events is read through once. */
const TIMEOUT_MS = 300_000;

type Person = {
  leadId: number;
  members: number[];
  identities: Identity[];
  identifiers: Needles;
  texts: Needles;
};

/**
 * Deletes a person: the lead, all that was joined into it and everything told of it; refused messages and rows, waiting
 * files and mentions elsewhere; and refuses whatever names them from now on. Cannot be undone. Mentions go first, so that
 * an erasure that is cut off is simply asked for again.
 * @throws AppError `not_found`, `invalid` where `confirm` does not name the lead.
 */
export async function eraseLead(
  ctx: Context,
  input: OperationInput<typeof eraseLeadOperation>,
): Promise<Erased> {
  authorize(ctx, "privacy:manage");
  const { workspaceId } = ctx;
  const mentions = await inWorkspace(
    workspaceId,
    async (tx) => {
      const { members, identities, identifiers, texts } = await findPerson(tx, workspaceId, input);
      return (
        (await sweep(tx, workspaceId, members, identifiers, texts)) +
        (await dropRefused(tx, workspaceId, identities, identifiers)) +
        (await dropFiles(tx, workspaceId, identifiers))
      );
    },
    { timeoutMs: TIMEOUT_MS },
  );
  return inWorkspace(
    workspaceId,
    async (tx) => {
      await lockForJoins(tx, workspaceId);
      const person = await findPerson(tx, workspaceId, input);
      const { leadId, members, identities, identifiers, texts } = person;
      await suppress(tx, workspaceId, identities);
      await tallyHandovers(tx, workspaceId, members);
      const events = await deletePerson(tx, workspaceId, members);
      const left =
        (await redactActivities(tx, workspaceId, identifiers)) +
        (await sweep(tx, workspaceId, members, identifiers, texts)) +
        (await dropRefused(tx, workspaceId, identities, identifiers));
      await tx.$client.query(
        "update audit_log set detail = '{}' where workspace_id = $1 and subject = any($2::text[])",
        [workspaceId, members.map((id) => `lead:${id}`)],
      );
      await audit(tx, ctx, "privacy.erase", `lead:${leadId}`, { events, identities: identities.length });
      return { lead_id: leadId, events, identities: identities.length, mentions: mentions + left };
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

const PHONES = ["phone", "phone_number", "mobile"];

async function findPerson(
  tx: Tx,
  workspaceId: number,
  input: OperationInput<typeof eraseLeadOperation>,
): Promise<Person> {
  const leadId = await findLeadId(tx, workspaceId, input.id);
  const members = (await membersOf(tx, workspaceId, [leadId])).get(leadId) ?? [];
  const { rows } = await tx.$client.query<{
    email: string | null;
    externalId: string | null;
    name: string | null;
    attributes: Record<string, unknown>;
  }>(
    `select email, external_id as "externalId", display_name as name, attributes from leads
     where workspace_id = $1 and id = $2`,
    [workspaceId, leadId],
  );
  const [row] = rows;
  if (!row) throw notFound("Lead");
  const confirm = input.confirm.trim().toLowerCase();
  const names = [row.email, row.externalId, String(leadId)].map((name) => name?.toLowerCase());
  if (!names.includes(confirm))
    throw invalid([{ path: "confirm", message: "Does not name this lead", code: "not_confirmed" }]);
  const identities = await identitiesOfLeads(tx, workspaceId, members);
  const texts = PHONES.map((key) => row.attributes[key]).filter((value) => typeof value === "string");
  // A first name alone is many people's.
  if (row.name?.includes(" ")) texts.push(row.name);
  return {
    leadId,
    members,
    identities,
    identifiers: needlesOf(identities),
    texts: needlesOf(identities, texts),
  };
}

/** Those the leads are known by, and addresses that were only ever told as an attribute. */
async function identitiesOfLeads(tx: Tx, workspaceId: number, members: number[]): Promise<Identity[]> {
  const { rows } = await tx.$client.query<Identity>(
    `select kind, value from lead_identities where workspace_id = $1 and lead_id = any($2::bigint[])
     union select 'email', lower(btrim(value #>> '{}')) from (
       select key, value from lead_attributes where workspace_id = $1 and lead_id = any($2::bigint[])
       union all select key, value from joined_attributes where workspace_id = $1 and lead_id = any($2::bigint[])) told
     where key = 'email' and jsonb_typeof(value) = 'string' and value #>> '{}' like '%@%'`,
    [workspaceId, bigints(members)],
  );
  return rows;
}

/** How many hand-overs of each version go with the person: reports can say that they are short of them. */
async function tallyHandovers(tx: Tx, workspaceId: number, members: number[]): Promise<void> {
  await tx.$client.query(
    `insert into erased_handovers (workspace_id, version_id, state, count)
     select $1, coalesce(version_id, 0), state, count(*) from handovers
     where workspace_id = $1 and lead_id = any($2::bigint[]) group by 2, 3
     on conflict (workspace_id, version_id, state) do update set count = erased_handovers.count + excluded.count`,
    [workspaceId, bigints(members)],
  );
}

/** Deletes the leads with all that hangs on them; returns how many events there were. */
async function deletePerson(tx: Tx, workspaceId: number, members: number[]): Promise<number> {
  const ids = bigints(members);
  const gone = await tx.$client.query<{ activity_id: number }>(
    "delete from events where workspace_id = $1 and lead_id = any($2::bigint[]) returning activity_id",
    [workspaceId, ids],
  );
  await tx.$client.query("delete from leads where workspace_id = $1 and id = any($2::bigint[])", [
    workspaceId,
    ids,
  ]);
  await dropJourneys(tx, workspaceId, members);
  const activities = new Set(gone.rows.map((row) => row.activity_id));
  if (activities.size > 0) await emptyActivities(tx, workspaceId, [...activities]);
  return gone.rowCount ?? 0;
}
