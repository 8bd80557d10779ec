import { inWorkspace, workspaceIds } from "#db/client.ts";
import { notify } from "../notifications/notify.ts";
import { DAY_MS } from "../scoring/values.ts";
import { loadPeople, signersAmong } from "../sheets/people.ts";
import { computeAlone } from "./refresh.ts";
import { DEFAULT_HORIZON_DAYS, type ReportBody } from "./schemas.ts";

/** A mark that passed longer ago is left out: nobody wants last month's report today. */
const LATEST_MS = 3 * DAY_MS;

type Trial = { id: number; days: number; activatedAt: Date; retiredAt: Date | null };
type Mark = { day: number; isFinal: boolean };

/**
 * Days of a trial after which both sides get its report: each week, the 30th, 60th and last day, and the day on which all
 * of it has matured, counted from the activation. Pure.
 */
export function marksOf({ days, activatedAt, retiredAt }: Omit<Trial, "id">): Mark[] {
  const lived = retiredAt ? (retiredAt.getTime() - activatedAt.getTime()) / DAY_MS : Number.POSITIVE_INFINITY;
  const end = Math.min(days, lived);
  const weeks = Array.from({ length: Math.floor(days / 7) }, (_, n) => (n + 1) * 7);
  const running = [...new Set([...weeks, 30, 60, days])].filter((day) => day <= end);
  return [
    ...running.sort((a, b) => a - b).map((day) => ({ day, isFinal: false })),
    { day: end + DEFAULT_HORIZON_DAYS, isFinal: true },
  ];
}

/** The newest mark that has passed, where that is no more than three days ago. Pure. */
export function markOf(trial: Omit<Trial, "id">, now: Date): Mark | null {
  const age = now.getTime() - trial.activatedAt.getTime();
  const passed = marksOf(trial).findLast(({ day }) => day * DAY_MS <= age);
  return passed && age - passed.day * DAY_MS <= LATEST_MS ? passed : null;
}

const payloadOf = (body: ReportBody, { day, isFinal }: Mark) => ({
  key: body.sheet,
  sheet: body.sheet_name,
  version: Number(body.version),
  phase: isFinal ? "final" : "running",
  day: Math.floor(day),
  days: body.trial?.days ?? 0,
  horizon: body.horizon_days,
  handed_over: body.handed_over,
  matured: body.matured,
  converted: body.reached.opportunity,
  rate: body.conversion.rate,
  baseline: body.baseline.rate,
  verdict: body.verdict,
});

/** Trials whose report is due, of versions that are active or have been. */
async function trialsIn(workspaceId: number): Promise<Trial[]> {
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const { rows } = await tx.$client.query<Trial>(
        `select id::int as id, trial_days as days, activated_at as "activatedAt", retired_at as "retiredAt"
         from sheet_versions where workspace_id = $1 and activated_at is not null order by id`,
        [workspaceId],
      );
      return rows;
    },
    { readOnly: true },
  );
}

/**
 * Tells both sides and managers of the reports that are due, in the app and by mail as each wants it; once of each mark.
 * Returns how many reports were told of.
 */
export async function tellReports(signal?: AbortSignal, now = new Date()): Promise<number> {
  let told = 0;
  for (const workspaceId of await workspaceIds()) {
    for (const trial of await trialsIn(workspaceId)) {
      signal?.throwIfAborted();
      const mark = markOf(trial, now);
      if (mark && (await tellOf(workspaceId, trial.id, mark, now))) told++;
    }
  }
  return told;
}

async function tellOf(workspaceId: number, versionId: number, mark: Mark, now: Date): Promise<boolean> {
  const dedupe = `feedback:${versionId}:${Math.floor(mark.day)}`;
  const wasTold = await inWorkspace(workspaceId, async (tx) => {
    const { rowCount } = await tx.$client.query(
      "select from notifications where workspace_id = $1 and dedupe = $2 limit 1",
      [workspaceId, dedupe],
    );
    return rowCount !== 0;
  });
  if (wasTold) return false;
  const scope = mark.isFinal ? ("trial" as const) : ("all" as const);
  const key = { versionId, scope, horizonDays: DEFAULT_HORIZON_DAYS, segment: null };
  const body = await computeAlone(workspaceId, key, now.getTime());
  if (!body) return false;
  return inWorkspace(workspaceId, async (tx) => {
    const people = await loadPeople(tx, workspaceId);
    const managers = people.filter(({ role }) => role === "manager").map(({ id }) => id);
    const notice = {
      kind: "feedback_report" as const,
      dedupe,
      subject: `sheet:${body.sheet}`,
      payload: payloadOf(body, mark),
    };
    return (await notify(tx, workspaceId, [...signersAmong(people), ...managers], notice, now)) > 0;
  });
}
