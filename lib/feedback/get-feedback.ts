import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { sendJob } from "../jobs/boss.ts";
import { addendumOf } from "./addendum.ts";
import { computeReport } from "./compute.ts";
import type { ReportKey } from "./report-key.ts";
import type { FeedbackAsked, FeedbackReport, ReportBody } from "./schemas.ts";
import { keyOf, loadStored, mayBeFrozen, requestReport, type StoredReport, storeReport } from "./stored.ts";
import { findSubject, type Subject, trialEnd } from "./subject.ts";

/** Beyond so many hand-overs or leads a report is computed in the background and served as of then. */
const MOST_HANDOVERS = 5_000;
const MOST_LEADS = 50_000;
/** When a stored report is old enough for a newer one, and how long that is waited for before it is asked for again. */
const FRESH_MS = 5 * 60_000;
const AGAIN_MS = 15 * 60_000;
/** The first report of many hand-overs has nothing to serve meanwhile. */
const TIMEOUT_MS = 120_000;

type Answer = { report: FeedbackReport; store: ReportBody | null; refresh: boolean };

/**
 * The feedback report of a version, or of the hand-overs made outside Hotsheet: as it was frozen, with what came in since;
 * else as of now; of many hand-overs as of a few minutes ago.
 * @throws AppError `not_found`, `invalid`.
 */
export async function getFeedback(
  ctx: Context,
  asked: FeedbackAsked,
  now = new Date(),
): Promise<FeedbackReport> {
  authorize(ctx, "reports:read");
  const { workspaceId } = ctx;
  const read = async (tx: Tx) => {
    const subject = await findSubject(tx, workspaceId, asked);
    return { key: keyOf(subject), ...(await answerOf(tx, workspaceId, subject, now)) };
  };
  const { key, report, store, refresh } = await inWorkspace(workspaceId, read, {
    readOnly: true,
    isolation: "repeatable read",
    timeoutMs: TIMEOUT_MS,
  });
  if (store) await inWorkspace(workspaceId, (tx) => storeReport(tx, workspaceId, key, store));
  if (refresh) await askForNewer(workspaceId, key, now);
  return report;
}

async function answerOf(tx: Tx, workspaceId: number, subject: Subject, now: Date): Promise<Answer> {
  const frozen = await loadFrozen(tx, workspaceId, subject);
  if (frozen) {
    const of = { ...subject, scope: frozen.body.scope };
    const addendum = await addendumOf(tx, workspaceId, of, frozen, now.getTime());
    const at = frozen.frozenAt.toISOString();
    const trial_frozen_at = of.scope === "trial" ? at : await trialFrozenAt(tx, workspaceId, subject);
    const report = { ...frozen.body, frozen_at: at, addendum, trial_frozen_at, refreshing: false };
    return { report, store: null, refresh: false };
  }
  const trial_frozen_at = await trialFrozenAt(tx, workspaceId, subject);
  const live = (body: ReportBody, refreshing: boolean): FeedbackReport => ({
    ...body,
    ...{ frozen_at: null, addendum: null, trial_frozen_at, refreshing },
  });
  const large = await isLarge(tx, workspaceId, subject.version?.id ?? null);
  const stored = large ? await loadStored(tx, workspaceId, keyOf(subject)) : null;
  if (stored) {
    const refresh = now.getTime() - stored.asOf.getTime() > FRESH_MS;
    return { report: live(stored.body, refresh), store: null, refresh };
  }
  const body = await computeReport(tx, workspaceId, subject, now.getTime());
  const unknown = subject.version !== null && body.rules_known < body.handed_over;
  return { report: live(body, unknown), store: large || unknown ? body : null, refresh: unknown };
}

type Frozen = StoredReport & { frozenAt: Date };
const isFrozen = (stored: StoredReport | null): stored is Frozen => stored?.frozenAt != null;

/** The frozen report that answers: of the scope asked for, or of the trial where no hand-over was made after it. */
async function loadFrozen(tx: Tx, workspaceId: number, subject: Subject): Promise<Frozen | null> {
  const key = keyOf(subject);
  if (!mayBeFrozen(key)) return null;
  const own = await loadStored(tx, workspaceId, key);
  if (isFrozen(own) || subject.scope === "trial") return isFrozen(own) ? own : null;
  const trial = await loadStored(tx, workspaceId, { ...key, scope: "trial" });
  if (!isFrozen(trial) || (await hasLaterHandovers(tx, workspaceId, subject))) return null;
  return trial;
}

async function trialFrozenAt(tx: Tx, workspaceId: number, subject: Subject): Promise<string | null> {
  const key: ReportKey = { ...keyOf(subject), scope: "trial" };
  const stored = mayBeFrozen(key) ? await loadStored(tx, workspaceId, key) : null;
  return stored?.frozenAt?.toISOString() ?? null;
}

async function hasLaterHandovers(tx: Tx, workspaceId: number, { version }: Subject): Promise<boolean> {
  const end = version && trialEnd(version);
  if (!version || end === null) return false;
  const { rows } = await tx.$client.query<{ later: boolean }>(
    "select exists (select from handovers where workspace_id = $1 and version_id = $2 and at > $3) as later",
    [workspaceId, version.id, new Date(end)],
  );
  return rows[0]?.later ?? false;
}

async function isLarge(tx: Tx, workspaceId: number, versionId: number | null): Promise<boolean> {
  const ofVersion = versionId === null ? "version_id is null and $2::bigint is null" : "version_id = $2";
  const { rows } = await tx.$client.query<{ large: boolean }>(
    `select (select count(*) from (select from handovers where workspace_id = $1 and ${ofVersion}
         limit ${MOST_HANDOVERS + 1}) h) > ${MOST_HANDOVERS}
       or (select count(*) from (select from leads where workspace_id = $1 limit ${MOST_LEADS + 1}) l) > ${MOST_LEADS}
       as large`,
    [workspaceId, versionId],
  );
  return rows[0]?.large ?? false;
}

async function askForNewer(workspaceId: number, key: ReportKey, now: Date): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    if (await requestReport(tx, workspaceId, key, now, AGAIN_MS))
      await sendJob(tx, "feedback.refresh", { workspaceId, ...key });
  });
}
