import { inWorkspace } from "#db/client.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import type { ActionRun, Outcome } from "../actions/action-run.ts";
import { createActiveSheet } from "../scores/testing.ts";
import type { ActionOf } from "../scoring/group-actions.ts";
import { createLeads, rescoreNow, type TestLead } from "../sheets/testing.ts";
import { performAssign } from "./perform-assign.ts";
import { putTeam } from "./put-team.ts";

type Assign = ActionOf<"assign">;

/** A workspace with reps in one team `reps`, and a sheet that hands its hot leads over. */
export async function routingWorld(weights: number[]) {
  const workspaceId = await createWorkspace();
  const admin = await createMember(workspaceId, "admin");
  const reps: TestMember[] = [];
  for (const _ of weights) reps.push(await createMember(workspaceId, "sales"));
  const ids = reps.map(({ memberId }) => memberId);
  const sheet = await createActiveSheet(workspaceId);
  await putTeam(admin.ctx, {
    key: "reps",
    name: "Reps",
    members: weights.map((weight, n) => ({ id: ids[n] ?? 0, weight })),
  });
  const sql = async <T extends object>(text: string, ...values: unknown[]): Promise<T[]> => {
    const found = await inWorkspace(workspaceId, (tx) => tx.$client.query<T>(text, [workspaceId, ...values]));
    return found.rows;
  };
  /** Hot leads, each handed over and owned by nobody. */
  const hotLeads = async (count: number, lead: TestLead = {}) => {
    const one = { visits: [1, 2], ...lead };
    const leads = await createLeads(
      workspaceId,
      Array.from({ length: count }, () => one),
    );
    await rescoreNow(workspaceId, leads);
    return leads;
  };
  let runs = 0;
  const assign = (leadId: number, changed: Partial<Assign> = {}): Promise<Outcome> => {
    const action: Assign = {
      key: "assign",
      kind: "assign",
      on: "enter",
      owner_first: true,
      routes: [{ when: null, team: "reps" }],
      ...changed,
    };
    const run: ActionRun<"assign"> = {
      workspaceId,
      id: ++runs,
      leadId,
      sheet: { id: sheet.sheetId, key: sheet.key, name: sheet.key },
      versionId: sheet.versionId,
      versionNumber: 1,
      group: { key: "hot", name: "Hot" },
      on: "enter",
      at: new Date(),
      total: 20,
      action,
    };
    return inWorkspace(workspaceId, (tx) => performAssign(tx, run));
  };
  const handover = async (leadId: number) => {
    const [row] = await sql<{
      id: number;
      owner: number | null;
      why: string | null;
      leadOwner: number | null;
    }>(
      `select h.id::int as id, h.owner_id::int as owner, h.unclaimed_why as why, l.owner_id::int as "leadOwner"
       from handovers h join leads l on l.workspace_id = $1 and l.id = h.lead_id
       where h.workspace_id = $1 and h.lead_id = $2`,
      leadId,
    );
    if (!row) throw new Error("the lead was not handed over");
    return row;
  };
  return { workspaceId, admin, reps, ids, sheet, sql, hotLeads, assign, handover };
}
