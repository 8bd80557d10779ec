import { inWorkspace, outsideWorkspaces } from "#db/client.ts";
import { createMember, unique } from "#db/testing/factories.ts";
import { writeEvents } from "../events/write.ts";
import { writeLeads } from "../leads/write.ts";
import { rescoreRange } from "../scores/rescore.ts";
import { type SheetContent, type SheetContentInput, sheetContentSchema } from "../scoring/schema.ts";
import { approveSheet } from "./approve-sheet.ts";
import { saveDraft } from "./save-draft.ts";

/** Pricing visits, a job title and an exclusion; hot from 30 on, handing over. Parts can be replaced. */
export function sheetContent(changed: Partial<SheetContentInput> = {}): SheetContent {
  return sheetContentSchema.parse({
    range: { min: 0, max: 100 },
    dimensions: [
      { key: "behaviour", name: "Behaviour" },
      { key: "fit", name: "Fit" },
    ],
    categories: [
      { key: "web", name: "Website", dimension: "behaviour", max: 60 },
      { key: "person", name: "Person", dimension: "fit" },
    ],
    rules: [
      {
        key: "pricing",
        name: "Visited pricing",
        category: "web",
        kind: "behaviour",
        event: "page_viewed",
        where: { field: "path", op: "starts_with", value: "/pricing" },
        points: 10,
        limit: { times: 3, per: "lifetime" },
        window_days: 90,
      },
      {
        key: "title",
        name: "Job title",
        category: "person",
        kind: "fit",
        cases: [{ when: { field: "title", op: "in", value: ["CEO", "CTO"] }, points: 20 }],
      },
    ],
    exclusions: [
      { key: "student", name: "Student", when: { field: "occupation", op: "eq", value: "student" } },
    ],
    groups: [
      { key: "cold", name: "Cold", from: {} },
      { key: "warm", name: "Warm", from: { total: 10 } },
      { key: "hot", name: "Hot", from: { total: 30 }, handover: true },
    ],
    ...changed,
  });
}

export type TestLead = {
  attributes?: Record<string, unknown>;
  knownAt?: Date;
  /** Pricing visits, each so many days ago. */
  visits?: number[];
};

/** Leads with pricing visits; returns their ids in order. Nothing is scored. */
export async function createLeads(workspaceId: number, leads: readonly TestLead[]): Promise<number[]> {
  return inWorkspace(workspaceId, async (tx) => {
    const now = Date.now();
    const inputs = leads.map(({ attributes = {}, knownAt = new Date(now - 200 * 86_400_000) }) => ({
      email: `${unique("lead")}@example.test`,
      attributes,
      knownAt,
    }));
    const made = (await writeLeads(tx, workspaceId, inputs)).map(({ leadId }) => leadId);
    const events = leads.flatMap(({ visits = [] }, n) =>
      visits.map((days) => ({
        leadId: made[n] ?? 0,
        name: "page_viewed",
        occurredAt: new Date(now - days * 86_400_000 - 60_000),
        messageId: unique("message"),
        properties: { path: "/pricing" },
      })),
    );
    await writeEvents(tx, workspaceId, events, {});
    return made;
  });
}

/** Does what the jobs of an activation do. */
export async function rescoreNow(workspaceId: number, ids: readonly number[]): Promise<void> {
  await rescoreRange(workspaceId, { from: Math.min(...ids), to: Math.max(...ids) }, "activation");
}

/** A sheet that is active: saved, signed by a marketer and by a sales person of its own. */
export async function activeSheet(
  workspaceId: number,
  key: string,
  segment: string,
  content: SheetContent = sheetContent(),
): Promise<void> {
  const marketer = await createMember(workspaceId, "marketer");
  const sales = await createMember(workspaceId, "sales");
  const { hash } = await saveDraft(marketer.ctx, { key, segment, content });
  await approveSheet(marketer.ctx, { key, hash });
  await approveSheet(sales.ctx, { key, hash });
}

/** Causes of the rescore jobs asked for in a workspace, oldest first. */
export async function jobsOf(workspaceId: number): Promise<string[]> {
  return outsideWorkspaces(async (tx) => {
    const found = await tx.$client.query<{ cause: string }>(
      `select data ->> 'cause' as cause from pgboss.job
       where name = 'scores.rescore' and (data ->> 'workspaceId')::int = $1 order by created_on`,
      [workspaceId],
    );
    return found.rows.map((row) => row.cause);
  });
}
