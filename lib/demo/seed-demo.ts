import { outsideWorkspaces, type Tx } from "#db/client.ts";
import { DEMO_LEADS, simulate } from "#db/seed/simulate.ts";
import type { SeedLead } from "#db/seed/types.ts";
import { refreshStatistics } from "#db/statistics.ts";
import { audit } from "../audit.ts";
import { systemContext } from "../context.ts";
import { countActivities } from "../events/count-activities.ts";
import { rescoreRange } from "../scores/rescore.ts";
import { assertMaySeed } from "./may-seed.ts";
import { writeCosts } from "./write-costs.ts";
import { writeForms } from "./write-forms.ts";
import { writeOutcomes } from "./write-outcomes.ts";
import { writeDeeds, writePeople } from "./write-people.ts";
import { writeProgramme } from "./write-programme.ts";
import { writeRouting } from "./write-routing.ts";
import { writeRuns } from "./write-runs.ts";
import { writePast, writePresent } from "./write-scores.ts";
import { writeWorkspace } from "./write-workspace.ts";

/** Any number: the same seed and the same now give the same demo. */
export const DEMO_SEED = 20_261_121;
/** Any constant will do, as long as nothing else locks it. */
const SEED_LOCK = 7_246_002;
/** The one big transaction may take long on a busy machine. */
const TIMEOUT_MS = 300_000;

export type SeedDemoOptions = {
  /** The made-up year ends here; not in the future. */
  now: Date;
  seed: number;
  leads?: number;
};
export type SeededDemo = { made: boolean; workspaceId: number; leads: number; events: number };

/** The demo workspace that is there, and how many workspaces there are. */
async function look(tx: Tx): Promise<{ demo: number | null; workspaces: number }> {
  const found = await tx.$client.query<{ demo: number | null; workspaces: number }>(
    "select min(id) filter (where is_demo) as demo, count(*)::int as workspaces from workspaces",
  );
  return found.rows[0] ?? { demo: null, workspaces: 0 };
}

/**
 * Makes the demo workspace in one transaction, so that one that was cut short leaves nothing behind; where there is
 * one already, does nothing. Two at once make one.
 * @throws Error for a database elsewhere that holds workspaces.
 */
export async function seedDemo({
  now,
  seed,
  leads: count = DEMO_LEADS,
}: SeedDemoOptions): Promise<SeededDemo> {
  const before = await outsideWorkspaces(look, { readOnly: true });
  if (before.demo !== null) return { made: false, workspaceId: before.demo, leads: 0, events: 0 };
  assertMaySeed(before.workspaces);
  // Before the transaction: it takes seconds, and an idle transaction would be ended.
  const leads = simulate({ now: now.getTime(), seed, leads: count });
  const made = await outsideWorkspaces((tx) => write(tx, leads, now.getTime()), { timeoutMs: TIMEOUT_MS });
  if (made.made) {
    await refreshStatistics(made.workspaceId);
    await rescoreRange(made.workspaceId, made.range, "demo"); // catches up with the seconds that seeding took
    await countActivities();
  }
  return {
    made: made.made,
    workspaceId: made.workspaceId,
    leads: made.made ? leads.length : 0,
    events: made.events,
  };
}

type Written = { made: boolean; workspaceId: number; events: number; range: { from: number; to: number } };

async function write(tx: Tx, leads: readonly SeedLead[], now: number): Promise<Written> {
  // A second seeding waits for the first, however long that takes.
  await tx.$client.query(`set local lock_timeout = ${TIMEOUT_MS}`);
  await tx.$client.query("select pg_advisory_xact_lock($1)", [SEED_LOCK]);
  const { demo, workspaces } = await look(tx);
  if (demo !== null) return { made: false, workspaceId: demo, events: 0, range: { from: 0, to: 0 } };
  assertMaySeed(workspaces);
  const workspace = await writeWorkspace(tx, now);
  const { workspaceId } = workspace;
  const leadIds = await writePeople(tx, workspace, leads);
  const ids = new Map(leads.map((lead, at) => [lead.n, leadIds[at] ?? 0]));
  const events = await writeDeeds(tx, workspace, leads, ids, now);
  await writePast(tx, workspace, leads, ids);
  await writeRuns(tx, workspace, leads, ids, now);
  await writeOutcomes(tx, workspace, leads, ids);
  await writeRouting(tx, workspace);
  await writeCosts(tx, workspace, now);
  await writePresent(tx, workspaceId, leadIds, now);
  await writeProgramme(tx, workspaceId, now);
  await writeForms(tx, workspaceId, leads, ids, now);
  await audit(tx, systemContext(workspaceId, "demo"), "demo.seed", `workspace:${workspaceId}`, {
    leads: leads.length,
    events,
  });
  const sorted = [...leadIds].sort((a, b) => a - b);
  return { made: true, workspaceId, events, range: { from: sorted[0] ?? 0, to: sorted.at(-1) ?? 0 } };
}
