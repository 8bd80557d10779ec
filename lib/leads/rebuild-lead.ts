import type { Tx } from "#db/client.ts";
import { bigints } from "../sql-arrays.ts";
import type { Known } from "./attributes.ts";
import { readFacts, rebuildFacts } from "./joined-attributes.ts";
import { refreshLeads } from "./refresh.ts";

/** The lead's own identity of a kind first, then the oldest of those joined into it. */
const first = (kind: "email" | "user") => `(select i.value from lead_identities i
  where i.workspace_id = $1 and i.kind = '${kind}' and i.lead_id = any($3::bigint[])
  order by i.lead_id <> $2, i.created_at, i.value limit 1)`;

/** An objection holds where the newest thing said about profiling, of any of the leads, is a no. */
export const OBJECTED = (
  members: string,
) => `(select case when c.state = 'denied' then c.at end from lead_consents c
  where c.workspace_id = $1 and c.purpose = 'profiling' and c.lead_id = any(${members}) order by c.at desc, c.id desc limit 1)`;

/**
 * Brings everything on a lead's row that its histories say up to date with them: after a join, after one is undone, after
 * events were deleted. `members` are the leads it is made of, itself among them.
 * @returns whether the lead objects to profiling.
 */
export async function rebuildLead(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  members: readonly number[],
): Promise<boolean> {
  const histories =
    members.length > 1
      ? await rebuildFacts(tx, workspaceId, leadId, [...members])
      : await ownFacts(tx, workspaceId, leadId);
  const { rows } = await tx.$client.query<{
    email: string | null;
    externalId: string | null;
    objects: boolean;
  }>(
    `update leads l set email = ${first("email")}, external_id = ${first("user")},
       last_event_at = (select max(occurred_at) from events where workspace_id = $1 and lead_id = $2 and counts),
       stage = coalesce(s.stage, 'lead'), stage_at = s.at, objected_at = ${OBJECTED("$3::bigint[]")}
     from (select 1) one left join
       (select stage, at from stage_history where workspace_id = $1 and lead_id = $2 order by at desc, id desc limit 1) s on true
     where l.workspace_id = $1 and l.id = $2
     returning l.email, l.external_id as "externalId", l.objected_at is not null as objects`,
    [workspaceId, leadId, bigints([...members])],
  );
  const [row] = rows;
  if (!row) return false;
  const { objects, ...named } = row;
  const shown = new Map([[leadId, histories]]);
  await refreshLeads(tx, workspaceId, [{ ...named, id: leadId, attributes: {} }], shown);
  return objects;
}

async function ownFacts(tx: Tx, workspaceId: number, leadId: number): Promise<Map<string, Known[]>> {
  const histories = new Map<string, Known[]>();
  for (const fact of await readFacts(tx, workspaceId, "lead_attributes", [leadId]))
    histories.set(fact.key, [...(histories.get(fact.key) ?? []), fact]);
  return histories;
}
