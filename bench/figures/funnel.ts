import type pg from "pg";
import { getFunnel } from "#lib/funnel/get-funnel.ts";
import { funnelQuery } from "#lib/funnel/schemas.ts";
import { alternate, median, seconds } from "../alternate.ts";
import { createFunnelWorkspace, type FunnelWorkspace } from "../data/funnel.ts";
import type { Figure } from "../report.ts";

const DAY_MS = 86_400_000;
const TIMES = 15;

/**
 * The verb behind `GET /api/v1/reports/funnel` over a year, of the cohort by source, against the same of ten thousand leads.
 * Every call asks for other days and, in turns, for everybody, a segment and a source, so that nothing can be remembered.
 */
export async function benchFunnel(owner: pg.Client, leads: number, rounds: number): Promise<Figure> {
  const few = Math.min(10_000, Math.ceil(leads / 10));
  const small = await createFunnelWorkspace(owner, few);
  const large = await createFunnelWorkspace(owner, leads);
  await owner.query("vacuum (analyze) funnel_sums, journeys, journey_news");
  let calls = 0;
  const call = async ({ ctx }: FunnelWorkspace) => {
    const to = new Date(Date.now() - (calls % 60) * DAY_MS).toISOString().slice(0, 10);
    const what = [{}, { segment: "home" }, { value: "is:source 3" }, { basis: "period" }][calls++ % 4];
    await getFunnel(ctx, funnelQuery.parse({ to, ...what }));
  };
  const typical = async (workspace: FunnelWorkspace) => {
    const taken: number[] = [];
    for (let n = 0; n < TIMES; n++) taken.push(1000 * (await seconds(() => call(workspace))));
    return median(taken);
  };
  for (const workspace of [large, small]) await call(workspace);
  return {
    name: "funnel",
    ...(await alternate(
      rounds,
      () => typical(small),
      () => typical(large),
    )),
    unit: "ms",
    target: { of: "ratio", least: null, most: 2 },
    note: `a year by source, other days each time, against ${few} leads`,
  };
}
