import type { Tx } from "#db/client.ts";
import type { HandoverReason } from "#db/schema/handovers.ts";
import type { ActionRun } from "../actions/action-run.ts";
import { installationOrigin } from "../auth/public-origin.ts";
import { paths } from "../paths.ts";
import { topReasons } from "../scores/hand-over.ts";
import { loadVersions, scoreAt } from "../scores/score-at.ts";
import type { ActionKind } from "../scoring/group-actions.ts";
import type { LeadEvent } from "./lead-event-schema.ts";

const MAX_IDS = 20;

/** What is told of a run, whatever its action. */
export type RunFacts = Omit<ActionRun<ActionKind>, "action">;

export type Lead = { id: number; email: string | null; name: string | null; objects: boolean };

/** The lead of a run; null where it is gone. */
export async function leadOf(
  tx: Tx,
  { workspaceId, leadId }: Pick<RunFacts, "workspaceId" | "leadId">,
): Promise<Lead | null> {
  const found = await tx.$client.query<Lead>(
    `select id::int as id, email, display_name as name, objected_at is not null as objects from leads
     where workspace_id = $1 and id = $2`,
    [workspaceId, leadId],
  );
  return found.rows[0] ?? null;
}

/** The reasons frozen with the hand-over of that instant, else those of the score at it. */
export async function reasonsOf(tx: Tx, run: RunFacts): Promise<HandoverReason[]> {
  const { workspaceId, leadId, sheet, versionId, at } = run;
  const frozen = await tx.$client.query<{ reasons: HandoverReason[] }>(
    `select reasons from handovers where workspace_id = $1 and lead_id = $2 and sheet_id = $3 and version_id = $4
     and at = $5 limit 1`,
    [workspaceId, leadId, sheet.id, versionId, at],
  );
  const [handover] = frozen.rows;
  if (handover) return handover.reasons;
  const version = (await loadVersions(tx, workspaceId, sheet.id)).find((one) => one.versionId === versionId);
  if (!version) return [];
  const { score } = await scoreAt(tx, workspaceId, leadId, version, at);
  return topReasons(score, version);
}

async function externalIds(tx: Tx, workspaceId: number, leadId: number): Promise<string[]> {
  const found = await tx.$client.query<{ value: string }>(
    `select i.value from leads l join lead_identities i on i.workspace_id = $1 and i.lead_id = l.id and i.kind = 'user'
     where l.workspace_id = $1 and (l.id = $2 or l.joined_into = $2) order by l.id = $2 desc, i.value limit $3`,
    [workspaceId, leadId, MAX_IDS],
  );
  return found.rows.map(({ value }) => value);
}

/** What a receiver is told of a run. */
export async function leadEvent(tx: Tx, run: RunFacts, lead: Lead): Promise<LeadEvent> {
  const { sheet, group, total } = run;
  return {
    type: run.on === "enter" ? "lead.group_entered" : "lead.group_left",
    timestamp: run.at.toISOString(),
    data: {
      lead: {
        id: lead.id,
        email: lead.email,
        name: lead.name,
        external_ids: await externalIds(tx, run.workspaceId, lead.id),
      },
      sheet: { key: sheet.key, name: sheet.name },
      version: run.versionNumber,
      group,
      score: Math.round(total * 100) / 100,
      reasons: await reasonsOf(tx, run),
      url: `${installationOrigin()}${paths.lead(lead.id)}`,
    },
  };
}
