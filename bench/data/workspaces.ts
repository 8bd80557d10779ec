import type pg from "pg";
import { inWorkspace } from "#db/client.ts";
import { segments, sheets, sheetVersions } from "#db/schema/index.ts";
import { createMember, createWorkspace, only } from "#db/testing/factories.ts";
import type { Context } from "#lib/context.ts";
import { contentHash } from "#lib/scoring/hash.ts";
import { withBareTable } from "./bare-table.ts";
import { type DataSet, loadDataSet } from "./load.ts";
import { benchSheet } from "./sheet.ts";

export const SHEET_KEY = "bench";
const EVERYBODY = { all: [] };

export type BenchWorkspace = DataSet & {
  lastLead: number;
  /** A marketer, who lists and previews. */
  ctx: Context;
  /** The sheet's two versions: the one that is active at first, and the one to change to. */
  versionIds: [number, number];
};

/** The bench's sheet for everybody in the workspace: one version active, and one that differs in a single rule. */
export async function createBenchSheet(workspaceId: number): Promise<[number, number]> {
  return inWorkspace(workspaceId, async (tx) => {
    const segment = only(
      await tx
        .insert(segments)
        .values({ workspaceId, key: "everybody", name: "Everybody", condition: EVERYBODY, position: 1 })
        .returning({ id: segments.id }),
    );
    const sheet = only(
      await tx
        .insert(sheets)
        .values({ workspaceId, key: SHEET_KEY, name: "Bench" })
        .returning({ id: sheets.id }),
    );
    const ids: number[] = [];
    for (const [n, points] of [3, 5].entries()) {
      const content = benchSheet(points);
      const version = only(
        await tx
          .insert(sheetVersions)
          .values({
            workspaceId,
            sheetId: sheet.id,
            number: n + 1,
            state: n === 0 ? "active" : "retired",
            segmentId: segment.id,
            content,
            hash: contentHash("everybody", content),
            activatedAt: new Date(),
          })
          .returning({ id: sheetVersions.id }),
      );
      ids.push(version.id);
    }
    return [ids[0] ?? 0, ids[1] ?? 0];
  });
}

/**
 * Two workspaces in one database, the second with a tenth of the leads and events, 10,000 and ten times as many
 * events at most. Not scored yet.
 */
export async function createWorkspaces(
  owner: pg.Client,
  leads: number,
  events: number,
): Promise<{ large: BenchWorkspace; small: BenchWorkspace }> {
  const few = Math.min(10_000, Math.ceil(leads / 10));
  const sizes = [
    { leads, events, firstLead: 1, seed: 1 },
    { leads: few, events: Math.ceil((events / leads) * few), firstLead: leads + 1, seed: 2 },
  ];
  const made: BenchWorkspace[] = [];
  await withBareTable(owner, "events", async () => {
    for (const size of sizes) {
      const workspaceId = await createWorkspace(`Bench of ${size.leads} leads`);
      const set = { ...size, workspaceId };
      await loadDataSet(owner, set);
      const { ctx } = await createMember(workspaceId, "marketer");
      const versionIds = await createBenchSheet(workspaceId);
      made.push({ ...set, lastLead: set.firstLead + set.leads - 1, ctx, versionIds });
    }
  });
  await owner.query("vacuum (analyze)");
  const [large, small] = made;
  if (!large || !small) throw new Error("two workspaces were to be made");
  return { large, small };
}
