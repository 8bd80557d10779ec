import { randomUUID } from "node:crypto";
import { inWorkspace } from "#db/client.ts";
import { writeLeads } from "../leads/write.ts";
import { type Cause, rescoreLeads } from "../scores/rescore.ts";
import { SMALL_SHEET } from "../scores/testing.ts";
import type { SheetContentInput } from "../scoring/schema.ts";

type GroupInput = NonNullable<SheetContentInput["groups"]>[number];

/** A sheet on which the attribute `points` is the score; cold, and hot from 20 with what is given. */
export function sheetByPoints(hot: Partial<GroupInput>, cold: Partial<GroupInput> = {}): SheetContentInput {
  return {
    ...SMALL_SHEET,
    rules: [
      {
        key: "points",
        name: "Points",
        category: "all",
        kind: "fit",
        cases: Array.from({ length: 9 }, (_, n) => ({
          when: { field: "points", op: "eq" as const, value: n * 5 },
          points: n * 5,
        })),
      },
    ],
    groups: [
      { key: "cold", name: "Cold", from: {}, ...cold },
      { key: "hot", name: "Hot", from: { total: 20 }, ...hot },
    ],
  };
}

/** Tells leads their attributes, as an import would, and scores them. */
export async function tell(
  workspaceId: number,
  told: { externalId: string; attributes: Record<string, unknown> }[],
  { at = new Date(), cause = "event" as Cause } = {},
): Promise<number[]> {
  return inWorkspace(workspaceId, async (tx) => {
    const made = await writeLeads(
      tx,
      workspaceId,
      told.map((one) => ({ ...one, knownAt: new Date() })),
    );
    const ids = made.map(({ leadId }) => leadId);
    await rescoreLeads(tx, workspaceId, { ids }, at, cause);
    return ids;
  });
}

/** A lead that can be told its points. */
export function oneLead(workspaceId: number) {
  const externalId = randomUUID();
  return {
    externalId,
    points: async (points: number, at = new Date(), cause: Cause = "event") =>
      (await tell(workspaceId, [{ externalId, attributes: { points } }], { at, cause }))[0] ?? 0,
  };
}

export async function rows<T>(workspaceId: number, sql: string): Promise<T[]> {
  return inWorkspace(workspaceId, async (tx) => (await tx.$client.query(sql)).rows as T[]);
}
