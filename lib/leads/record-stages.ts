import type { Tx } from "#db/client.ts";
import type { Stage } from "./stages.ts";

export type StageInput = {
  /** The lead it was told of; it counts for the lead that this one is joined into. */
  leadId: number;
  stage: Stage;
  at: Date;
  reason?: string | null;
  value?: number | null;
  /** Of `value`, as ISO 4217 has it. */
  currency?: string | null;
};
export type StageOrigin = {
  origin: "api" | "import" | "queue" | "handover" | "action" | "crm" | "demo";
  memberId?: number | null;
};

/**
 * Records dispositions; the same (lead, stage, instant) counts once. The lead's own stage is the newest one by instant.
 * An `mql` of a lead that was never handed over at or before that instant is itself a hand-over made outside Hotsheet,
 * where others said so.
 */
export async function recordStages(
  tx: Tx,
  workspaceId: number,
  inputs: StageInput[],
  by: StageOrigin,
): Promise<("created" | "unchanged")[]> {
  if (inputs.length === 0) return [];
  const key = (leadId: number, stage: string, at: Date) => `${leadId}/${stage}/${at.getTime()}`;
  const added = await tx.$client.query<{ lead_id: string; home_id: string; stage: Stage; at: Date }>(
    `insert into stage_history (workspace_id, lead_id, via_lead_id, stage, at, reason, value, currency, origin, member_id)
     select $1, coalesce(l.joined_into, l.id), case when l.joined_into is not null then l.id end,
       s.stage, s.at, s.reason, s.value, s.currency, $7, $8
     from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::text[], $6::float8[], $9::text[])
       as s (lead_id, stage, at, reason, value, currency)
     join leads l on l.workspace_id = $1 and l.id = s.lead_id
     on conflict do nothing returning lead_id, coalesce(via_lead_id, lead_id) as home_id, stage, at`,
    [
      workspaceId,
      inputs.map((i) => i.leadId),
      inputs.map((i) => i.stage),
      inputs.map((i) => i.at),
      inputs.map((i) => i.reason ?? null),
      inputs.map((i) => i.value ?? null),
      by.origin,
      by.memberId ?? null,
      inputs.map((i) => i.currency ?? null),
    ],
  );
  const fresh = new Set(added.rows.map((row) => key(Number(row.home_id), row.stage, row.at)));
  const changed = [...new Set(added.rows.map((row) => Number(row.lead_id)))].sort((a, b) => a - b);
  await tx.$client.query(
    `update leads l set stage = n.stage, stage_at = n.at
     from (select distinct on (lead_id) lead_id, stage, at from stage_history
           where workspace_id = $1 and lead_id = any($2::bigint[]) order by lead_id, at desc, id desc) n
     where l.workspace_id = $1 and l.id = n.lead_id`,
    [workspaceId, changed],
  );
  const qualified = added.rows.filter((row) => row.stage === "mql");
  const fromOutside = by.origin !== "handover" && by.origin !== "action";
  if (fromOutside && qualified.length > 0) {
    await tx.$client.query(
      `insert into handovers (workspace_id, lead_id, at, state, decided_at)
       select $1, q.lead_id, min(q.at), 'accepted', min(q.at)
       from unnest($2::bigint[], $3::timestamptz[]) as q (lead_id, at)
       where not exists (select from handovers h where h.workspace_id = $1 and h.lead_id = q.lead_id and h.at <= q.at)
       group by q.lead_id`,
      [workspaceId, qualified.map((row) => row.lead_id), qualified.map((row) => row.at)],
    );
  }
  return inputs.map((input) => {
    const once = key(input.leadId, input.stage, input.at);
    return fresh.delete(once) ? "created" : "unchanged";
  });
}
