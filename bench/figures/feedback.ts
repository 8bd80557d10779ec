import type pg from "pg";
import { getFeedback } from "#lib/feedback/get-feedback.ts";
import { refreshReport } from "#lib/feedback/refresh.ts";
import { feedbackInputSchema } from "#lib/feedback/schemas.ts";
import { alternate, median, seconds } from "../alternate.ts";
import { loadHandovers, REPORTED_KEY } from "../data/handovers.ts";
import type { BenchWorkspace } from "../data/workspaces.ts";
import type { Figure } from "../report.ts";

const TIMES = 5;
const asked = feedbackInputSchema.parse({ sheet: REPORTED_KEY, version: "1" });

async function typical(call: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < TIMES; n++) taken.push(1000 * (await seconds(call)));
  return median(taken);
}

/**
 * The feedback report as somebody opens it: of many leads the stored one, of few computed while they wait. Beside it what
 * computing and storing it takes, which a job does.
 */
export async function benchFeedback(
  owner: pg.Client,
  { large, small }: { large: BenchWorkspace; small: BenchWorkspace },
  rounds: number,
): Promise<Figure[]> {
  const { handed, versionId } = await loadHandovers(owner, large);
  await loadHandovers(owner, small);
  await owner.query("vacuum (analyze) handovers, stage_history");
  const open = ({ ctx }: BenchWorkspace) => getFeedback(ctx, asked);
  const key = { versionId, scope: "all", horizonDays: 90, segment: null } as const;
  const compute = () => refreshReport({ workspaceId: large.workspaceId, ...key });
  await open(large);
  await open(small);
  const opened = await alternate(
    rounds,
    () => typical(() => open(small)),
    () => typical(() => open(large)),
  );
  const computed = await alternate(
    rounds,
    () => typical(() => open(small)),
    async () => 1000 * (await seconds(compute)),
  );
  const few = `${small.leads} leads`;
  return [
    {
      name: "feedback",
      ...opened,
      unit: "ms",
      target: { of: "ratio", least: null, most: 2 },
      note: `the report of ${handed} hand-overs opened, against ${few}`,
    },
    {
      name: "feedback_job",
      ...computed,
      unit: "ms",
      target: null,
      note: `the same computed and stored by its job, against ${few}`,
    },
  ];
}
