import type { Tx } from "#db/client.ts";
import { marketingCosts } from "#db/schema/index.ts";
import { DAY } from "#db/seed/types.ts";
import { type DemoWorkspace, idOf } from "./internal.ts";

/** A usual month of each source that costs something, in euros, and whether there is one in this month of the year (1–12). */
const SPENT: Record<string, { month: number; in?: readonly number[] }> = {
  google_ads: { month: 16_500 },
  facebook: { month: 7_400 },
  newsletter: { month: 1_300 },
  trade_fair: { month: 39_000, in: [3, 6, 10] },
};
const MONTHS = 12;

/** What marketing spent over the year; more in spring and autumn, as dealers do. */
export async function writeCosts(tx: Tx, demo: DemoWorkspace, now: number): Promise<void> {
  const { workspaceId } = demo;
  const [year, month] = new Date(now).toISOString().split("-").map(Number) as [number, number];
  const updatedBy = idOf(demo.members, "marketer@demo.test");
  const rows = Array.from(
    { length: MONTHS },
    (_, ago) => new Date(Date.UTC(year, month - 1 - ago, 1)),
  ).flatMap((first) => {
    const of = first.getUTCMonth() + 1;
    const season = 1 + 0.18 * Math.cos(((of - 4) / 6) * 2 * Math.PI);
    return Object.entries(SPENT)
      .filter(([, spent]) => spent.in?.includes(of) ?? true)
      .map(([source, spent]) => ({
        ...{ workspaceId, source, sourceKey: source, month: first.toISOString().slice(0, 10) },
        ...{ amount: Math.round((spent.month * season) / 10) * 10, updatedBy },
        updatedAt: new Date(Math.min(now, first.getTime() + 33 * DAY)),
      }));
  });
  await tx.insert(marketingCosts).values(rows);
}
