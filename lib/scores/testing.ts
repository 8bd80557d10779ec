import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { segments, sheets, sheetVersions } from "#db/schema/index.ts";
import { only, unique } from "#db/testing/factories.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { contentHash } from "../scoring/hash.ts";
import type { SheetContent, SheetContentInput } from "../scoring/schema.ts";
import { sheetContentSchema } from "../scoring/schema.ts";

/** A small sheet: 10 points a visit to /pricing (two at most), 20 for a CEO, hot from 20. */
export const SMALL_SHEET: SheetContentInput = {
  dimensions: [{ key: "all", name: "All" }],
  categories: [{ key: "all", name: "All", dimension: "all" }],
  rules: [
    {
      key: "pricing",
      name: "Visited pricing",
      category: "all",
      kind: "behaviour",
      event: "page_viewed",
      where: { field: "path", op: "starts_with", value: "/pricing" },
      points: 10,
      limit: { times: 2, per: "lifetime" },
    },
    {
      key: "title",
      name: "Job title",
      category: "all",
      kind: "fit",
      cases: [{ when: { field: "title", op: "eq", value: "CEO" }, points: 20 }],
    },
  ],
  groups: [
    { key: "cold", name: "Cold", from: {} },
    { key: "hot", name: "Hot", from: { total: 20 }, handover: true },
  ],
};

export type TestSheet = {
  segmentId: number;
  sheetId: number;
  versionId: number;
  key: string;
  content: SheetContent;
};

/** An active sheet on a segment of its own, as if both sides had signed it. */
export async function createActiveSheet(
  workspaceId: number,
  options: { content?: SheetContentInput; when?: Condition; position?: number } = {},
): Promise<TestSheet> {
  const content = sheetContentSchema.parse(options.content ?? SMALL_SHEET);
  const key = unique("sheet");
  return inWorkspace(workspaceId, async (tx) => {
    const condition = options.when ?? { all: [] };
    const segment = only(
      await tx
        .insert(segments)
        .values({ workspaceId, key, name: key, condition, position: options.position ?? 0 })
        .returning({ id: segments.id }),
    );
    const sheet = only(
      await tx.insert(sheets).values({ workspaceId, key, name: key }).returning({ id: sheets.id }),
    );
    const version = only(
      await tx
        .insert(sheetVersions)
        .values({
          workspaceId,
          sheetId: sheet.id,
          number: 1,
          state: "active",
          segmentId: segment.id,
          content,
          hash: contentHash(key, content),
          activatedAt: new Date(),
        })
        .returning({ id: sheetVersions.id }),
    );
    return { segmentId: segment.id, sheetId: sheet.id, versionId: version.id, key, content };
  });
}

/** Retires the active version of a sheet and activates a next one with other content. */
export async function activateNextVersion(
  workspaceId: number,
  sheet: TestSheet,
  content: SheetContentInput,
): Promise<void> {
  const parsed = sheetContentSchema.parse(content);
  await inWorkspace(workspaceId, async (tx) => {
    const { workspaceId: ws, sheetId, state } = sheetVersions;
    const active = and(eq(ws, workspaceId), eq(sheetId, sheet.sheetId), eq(state, "active"));
    const [before] = await tx.update(sheetVersions).set({ state: "retired" }).where(active).returning();
    await tx.insert(sheetVersions).values({
      workspaceId,
      sheetId: sheet.sheetId,
      number: (before?.number ?? 0) + 1,
      state: "active",
      segmentId: sheet.segmentId,
      content: parsed,
      hash: contentHash(sheet.key, parsed),
      activatedAt: new Date(),
    });
  });
}
