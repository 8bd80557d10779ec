import { inWorkspace, type Tx } from "#db/client.ts";
import { segments, sheets, sheetVersions } from "#db/schema/index.ts";
import type { VersionState } from "#db/schema/sheets.ts";
import { only, unique } from "#db/testing/factories.ts";
import { writeEvents } from "../events/write.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { contentHash } from "../scoring/hash.ts";
import type { SheetContent, SheetContentInput } from "../scoring/schema.ts";
import { validateSheet } from "../scoring/validate.ts";
import { writeLeads } from "./write.ts";

const DAY_MS = 86_400_000;
export const daysAgo = (days: number, from = Date.now()) => new Date(from - days * DAY_MS);

/** A sheet that clamps at every level, limits, fades, excludes and hands over. */
export const testContent: SheetContentInput = {
  range: { min: 0, max: 60 },
  dimensions: [
    {
      key: "engagement",
      name: "Engagement",
      min: 0,
      max: 50,
      bands: [
        { label: "1", from: 20 },
        { label: "2", from: null },
      ],
    },
    {
      key: "fit",
      name: "Fit",
      min: null,
      max: null,
      bands: [
        { label: "A", from: 20 },
        { label: "B", from: null },
      ],
    },
  ],
  categories: [
    { key: "web", name: "Website", dimension: "engagement", min: null, max: 25 },
    { key: "content", name: "Content", dimension: "engagement", min: null, max: null },
    { key: "person", name: "Person", dimension: "fit", min: null, max: null },
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
      half_life_days: null,
    },
    {
      key: "webinar",
      name: "Attended a webinar",
      category: "content",
      kind: "behaviour",
      event: "webinar_attended",
      where: null,
      points: 12,
      limit: null,
      window_days: null,
      half_life_days: 30,
    },
    {
      key: "title",
      name: "Job title",
      category: "person",
      kind: "fit",
      cases: [{ when: { field: "title", op: "in", value: ["CEO", "CTO"] }, points: 20 }],
      otherwise: 0,
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
};

/** The content as validation leaves it; throws where it is refused. */
export function validContent(input: SheetContentInput): SheetContent {
  const checked = validateSheet(input);
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
  return checked.content;
}

export async function createSegment(
  tx: Tx,
  workspaceId: number,
  values: { key?: string; name?: string; condition: Condition; position?: number },
): Promise<{ id: number; key: string }> {
  const key = values.key ?? unique("segment-");
  const { name = key, condition, position = 0 } = values;
  const found = await tx
    .insert(segments)
    .values({ workspaceId, key, name, condition, position })
    .returning({ id: segments.id });
  return { id: only(found).id, key };
}

export type TestSheet = { sheetId: number; key: string; versionId: number; segmentId: number };

/** A sheet with one version; `sheetId` adds a version to a sheet that there is. */
export async function createSheet(
  tx: Tx,
  workspaceId: number,
  values: {
    segmentId: number;
    content?: SheetContentInput;
    state?: VersionState;
    key?: string;
    name?: string;
    sheetId?: number;
    number?: number;
    activatedAt?: Date;
    retiredAt?: Date | null;
  },
): Promise<TestSheet> {
  const { segmentId, state = "active", number = 1, key = unique("sheet-"), name = "Test sheet" } = values;
  const sheetId =
    values.sheetId ??
    only(await tx.insert(sheets).values({ workspaceId, key, name }).returning({ id: sheets.id })).id;
  const content = validContent(values.content ?? testContent);
  const hash = contentHash(String(segmentId), content);
  const published = state === "active" || state === "retired";
  const activatedAt = published ? (values.activatedAt ?? daysAgo(30)) : null;
  const retiredAt = values.retiredAt ?? null;
  const found = await tx
    .insert(sheetVersions)
    .values({ workspaceId, sheetId, number, state, segmentId, content, hash, activatedAt, retiredAt })
    .returning({ id: sheetVersions.id });
  return { sheetId, key, versionId: only(found).id, segmentId };
}

export type TestEvent = { name: string; at: Date; properties?: Record<string, unknown>; id?: string };

/** A lead with attributes and events, scored as of now. */
export async function createLead(
  workspaceId: number,
  values: {
    email?: string;
    externalId?: string;
    attributes?: Record<string, unknown>;
    knownAt?: Date;
    events?: TestEvent[];
  } = {},
): Promise<number> {
  const {
    email = `${unique("lead")}@example.test`,
    externalId,
    attributes = {},
    knownAt = daysAgo(100),
  } = values;
  return inWorkspace(workspaceId, async (tx) => {
    const { leadId } = only(await writeLeads(tx, workspaceId, [{ email, externalId, attributes, knownAt }]));
    await addEvents(tx, workspaceId, leadId, values.events ?? []);
    return leadId;
  });
}

/** Gives a lead more events and scores it as of now. */
export async function addEvents(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  events: TestEvent[],
): Promise<void> {
  const inputs = events.map(({ name, at, properties = {}, id = unique("message-") }) => ({
    leadId,
    name,
    occurredAt: at,
    messageId: id,
    properties,
  }));
  await writeEvents(tx, workspaceId, inputs, {});
  await rescoreLeads(tx, workspaceId, { ids: [leadId] }, new Date(), "event");
}

export const pricingView = (at: Date): TestEvent => ({
  name: "page_viewed",
  at,
  properties: { path: "/pricing/team" },
});
