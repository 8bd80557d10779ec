import { eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { handovers, leads, segments, sheets, sheetVersions, stageHistory } from "#db/schema/index.ts";
import { createMember, createWorkspace, only, unique } from "#db/testing/factories.ts";
import type { Stage } from "../leads/stages.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { DAY_MS } from "../scoring/values.ts";
import { putSegment } from "../segments/put-segment.ts";
import { sheetContent } from "../sheets/testing.ts";
import { getFeedback } from "./get-feedback.ts";
import { type FeedbackInput, feedbackInputSchema } from "./schemas.ts";

export const KEY = "cars";
/** The instant that tests report as of, and so many days before it. */
export const NOW = Date.UTC(2026, 9, 1, 12);
export const ago = (days: number): Date => new Date(NOW - days * DAY_MS);

export type Told = { stage: Stage; daysAgo: number; recordedDaysAgo?: number };
export type HandedLead = {
  /** Days before NOW at which it was handed over; none: it was not. */
  handed?: number[];
  total?: number | null;
  group?: string | null;
  points?: Record<string, number> | null;
  state?: "open" | "accepted" | "rejected";
  reason?: string | null;
  answeredAfterMinutes?: number;
  /** Made outside Hotsheet. */
  imported?: boolean;
  knownDaysAgo?: number;
  attributes?: Record<string, unknown>;
  stages?: Told[];
};

/** A workspace whose sheet has been active for so many days of NOW. */
export async function reportWorkspace(activeDays = 200, trialDays = 90) {
  const workspaceId = await createWorkspace();
  const manager = await createMember(workspaceId, "manager");
  const { ctx: marketer } = await createMember(workspaceId, "marketer");
  await putSegment(marketer, { key: "all", name: "Everyone", when: { all: [] } });
  const sheetId = await inWorkspace(workspaceId, async (tx) => {
    const made = await tx
      .insert(sheets)
      .values({ workspaceId, key: KEY, name: "Cars" })
      .returning({ id: sheets.id });
    return only(made).id;
  });
  const version = await addVersion(workspaceId, sheetId, {
    number: 1,
    activatedAt: ago(activeDays),
    trialDays,
  });
  const report = (input: FeedbackInput = {}, now = NOW) =>
    getFeedback(manager.ctx, feedbackInputSchema.parse({ sheet: KEY, ...input }), new Date(now));
  const add = (people: readonly HandedLead[], of = version) => addLeads(workspaceId, of, people);
  return { workspaceId, manager, marketer, sheetId, version, report, add };
}

type Dated = {
  number: number;
  activatedAt: Date;
  retiredAt?: Date;
  trialDays?: number;
  content?: SheetContent;
};

/** A version as it was activated, and retired, at some time: what is published cannot be dated afterwards. */
export async function addVersion(workspaceId: number, sheetId: number, { content, ...dated }: Dated) {
  return inWorkspace(workspaceId, async (tx) => {
    const segment = only(await tx.select({ id: segments.id }).from(segments).where(eq(segments.key, "all")));
    const values = {
      ...{ workspaceId, sheetId, ...dated },
      ...{ segmentId: segment.id, content: content ?? sheetContent(), hash: unique("hash") },
      state: dated.retiredAt ? ("retired" as const) : ("active" as const),
    };
    const made = await tx.insert(sheetVersions).values(values).returning({ id: sheetVersions.id });
    return { id: only(made).id, sheetId };
  });
}

/** Retires a version at an instant. */
export const retire = (workspaceId: number, id: number, retiredAt: Date) =>
  inWorkspace(workspaceId, (tx) =>
    tx.update(sheetVersions).set({ state: "retired", retiredAt }).where(eq(sheetVersions.id, id)),
  );

/** Leads with hand-overs and dispositions as they are told; returns their ids in order. */
export async function addLeads(
  workspaceId: number,
  version: { id: number; sheetId: number },
  people: readonly HandedLead[],
): Promise<number[]> {
  return inWorkspace(workspaceId, async (tx) => {
    const made = await tx
      .insert(leads)
      .values(
        people.map(({ knownDaysAgo = 400, attributes = {} }) => ({
          workspaceId,
          createdAt: ago(knownDaysAgo),
          attributes,
        })),
      )
      .returning({ id: leads.id });
    const ids = made.map(({ id }) => id).sort((a, b) => a - b);
    const rows = people.flatMap((person, n) =>
      (person.handed ?? []).map((days) => ({
        workspaceId,
        leadId: ids[n] ?? 0,
        ...(person.imported ? {} : { sheetId: version.sheetId, versionId: version.id }),
        at: ago(days),
        total: person.total ?? null,
        groupKey: person.imported ? null : person.group === undefined ? "hot" : person.group,
        rulePoints: person.points ?? null,
        state: person.state ?? ("open" as const),
        reason: person.reason ?? null,
        firstResponseAt:
          person.answeredAfterMinutes === undefined
            ? null
            : new Date(ago(days).getTime() + person.answeredAfterMinutes * 60_000),
      })),
    );
    if (rows.length > 0) await tx.insert(handovers).values(rows);
    const told = people.flatMap((person, n) =>
      (person.stages ?? []).map(({ stage, daysAgo, recordedDaysAgo }) => ({
        workspaceId,
        leadId: ids[n] ?? 0,
        stage,
        at: ago(daysAgo),
        origin: "api",
        createdAt: ago(recordedDaysAgo ?? daysAgo),
      })),
    );
    if (told.length > 0) await tx.insert(stageHistory).values(told).onConflictDoNothing();
    return ids;
  });
}

export const times = (n: number, lead: HandedLead): HandedLead[] => Array.from({ length: n }, () => lead);

/** Handed over so many days ago, and an opportunity so many days later. */
export const won = (handed: number, after: number): HandedLead => ({
  handed: [handed],
  total: 40,
  stages: [{ stage: "opportunity", daysAgo: handed - after }],
});

/** Handed over so many days ago, and nothing since. */
export const lost = (handed: number): HandedLead => ({ handed: [handed], total: 40 });
