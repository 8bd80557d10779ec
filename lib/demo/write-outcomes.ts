import type { Tx } from "#db/client.ts";
import { SEED_SHEETS } from "#db/seed/sheets.ts";
import type { Rep, SeedHandover, SeedLead, SeedStage } from "#db/seed/types.ts";
import { recordStages, type StageInput } from "../leads/record-stages.ts";
import { rulePoints, topReasons } from "../scores/hand-over.ts";
import { type DemoWorkspace, idOf, versionKey } from "./internal.ts";

const REP_EMAILS: Record<Rep, string> = { 0: "sales@demo.test", 1: "sales2@demo.test" };

const CONTENTS = new Map(
  SEED_SHEETS.flatMap((sheet) =>
    sheet.versions.map((v) => [versionKey(sheet.key, v.number), v.content] as const),
  ),
);

const reasonsOf = ({ sheet, version, score }: SeedHandover) =>
  topReasons(score, { content: idOf(CONTENTS, versionKey(sheet, version)) });

/** Owners, hand-overs with what sales decided, and stages with their values and reasons. */
export async function writeOutcomes(
  tx: Tx,
  demo: DemoWorkspace,
  leads: readonly SeedLead[],
  ids: ReadonlyMap<number, number>,
): Promise<void> {
  const { workspaceId } = demo;
  const memberOf = (rep: Rep | null) => (rep === null ? null : idOf(demo.members, REP_EMAILS[rep]));
  const owned = leads.filter((lead) => lead.owner !== null);
  await tx.$client.query(
    `update leads l set owner_id = o.member_id from unnest($2::bigint[], $3::bigint[]) as o (lead_id, member_id)
     where l.workspace_id = $1 and l.id = o.lead_id`,
    [workspaceId, owned.map((lead) => idOf(ids, lead.n)), owned.map((lead) => memberOf(lead.owner))],
  );
  await writeHandovers(tx, demo, leads, ids, memberOf);
  const stages = leads.flatMap((lead) =>
    lead.stages.map((stage) => ({ ...stage, leadId: idOf(ids, lead.n) })),
  );
  const of = (origin: SeedStage["origin"], rep?: Rep): StageInput[] =>
    stages
      .filter((row) => row.origin === origin && (rep === undefined || row.rep === rep))
      .map(({ leadId, stage, at, reason, value }) => ({ leadId, stage, at: new Date(at), reason, value }));
  await recordStages(tx, workspaceId, of("handover"), { origin: "handover" });
  for (const rep of [0, 1] as const) {
    await recordStages(tx, workspaceId, of("queue", rep), { origin: "queue", memberId: memberOf(rep) });
  }
  await recordStages(tx, workspaceId, of("crm"), { origin: "demo" });
  await tx.$client.query("update stage_history set created_at = at where workspace_id = $1", [workspaceId]);
  await tx.$client.query("update handovers set created_at = at where workspace_id = $1", [workspaceId]);
}

async function writeHandovers(
  tx: Tx,
  { workspaceId, versions }: DemoWorkspace,
  leads: readonly SeedLead[],
  ids: ReadonlyMap<number, number>,
  memberOf: (rep: Rep | null) => number | null,
): Promise<void> {
  const rows = leads
    .flatMap((lead) =>
      lead.handovers.map((h) => ({
        ...h,
        ...idOf(versions, versionKey(h.sheet, h.version)),
        leadId: idOf(ids, lead.n),
      })),
    )
    .sort((a, b) => a.at - b.at);
  await tx.$client.query(
    `insert into handovers (workspace_id, lead_id, sheet_id, version_id, at, total, group_key, label, reasons, owner_id,
       state, decided_at, decided_by, reason, rule_points)
     select $1, h.lead_id, h.sheet_id, h.version_id, h.at, h.total, h.group_key, h.label, h.reasons::jsonb, h.owner_id,
       h.state, h.decided_at, case when h.decided_at is not null then h.owner_id end, h.reason, h.rule_points::jsonb
     from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::float8[], $7::text[], $8::text[],
       $9::text[], $10::bigint[], $11::text[], $12::timestamptz[], $13::text[], $14::text[]) as h (lead_id, sheet_id,
       version_id, at, total, group_key, label, reasons, owner_id, state, decided_at, reason, rule_points)`,
    [
      workspaceId,
      rows.map((h) => h.leadId),
      rows.map((h) => h.sheetId),
      rows.map((h) => h.versionId),
      rows.map((h) => new Date(h.at)),
      rows.map((h) => h.total),
      rows.map((h) => h.group),
      rows.map((h) => h.label),
      rows.map((h) => JSON.stringify(reasonsOf(h))),
      rows.map((h) => memberOf(h.owner)),
      rows.map((h) => h.decision?.state ?? "open"),
      rows.map((h) => (h.decision ? new Date(h.decision.at) : null)),
      rows.map((h) => h.decision?.reason ?? null),
      rows.map((h) => JSON.stringify(rulePoints(h.score))),
    ],
  );
}
