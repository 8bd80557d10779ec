import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { assertScored } from "../privacy/assert-scored.ts";
import { readEvents } from "../scores/histories.ts";
import { bindMissing, loadRestNames, type ReadySheet } from "../scores/model.ts";
import { readAdjustments } from "../scores/read-adjustments.ts";
import { findVersion, readyVersion, type VersionRow } from "../scores/score-at.ts";
import { type Period, scoreSeries } from "../scores/score-series.ts";
import type { History } from "../scoring/history.ts";
import { DAY_MS, readInstant } from "../scoring/values.ts";
import { findLeadId } from "./find-lead.ts";
import type { getScoreHistoryOperation } from "./operations.ts";
import type { ScoreHistoryAnswer } from "./score-schemas.ts";

const DEFAULT_DAYS = 180;
const MOST_DAYS = 3_660;

/**
 * A lead's score over time, computed by the scoring function: each part under the version that was active then, what
 * lies before the first under that one; or all of it under the `version` asked for.
 * @throws AppError `not_found`, `invalid` for a range that is empty or longer than ten years; `conflict` for a lead that
 * objects to profiling.
 */
export async function getScoreHistory(
  ctx: Context,
  input: OperationInput<typeof getScoreHistoryOperation>,
): Promise<ScoreHistoryAnswer> {
  authorize(ctx, "leads:read");
  const { workspaceId } = ctx;
  const to = input.to === undefined ? Date.now() : readInstant(input.to);
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const leadId = await findLeadId(tx, workspaceId, input.id);
      await assertScored(tx, workspaceId, leadId);
      const { version, versions } = await findVersion(tx, workspaceId, leadId, input);
      const from =
        input.from === undefined ? await firstTrace(tx, workspaceId, leadId, to) : readInstant(input.from);
      if (from >= to || to - from > MOST_DAYS * DAY_MS)
        throw invalid([{ path: "from", message: "Must lie before `to`, ten years at most" }]);
      const spans =
        input.version === undefined ? activeSpans(version, versions, from, to) : [{ version, from, to }];
      const names = await loadRestNames(tx, workspaceId);
      const sheets = new Map<number, ReadySheet>();
      for (const span of spans)
        sheets.set(span.version.versionId, await readyVersion(tx, workspaceId, span.version, names));
      const ready = [...sheets.values()];
      const events = await readEvents(tx, workspaceId, { ids: [leadId] }, { withRest: true, until: to });
      const activityIds = new Set(events.activityId.subarray(0, events.length));
      await bindMissing(tx, workspaceId, ready, names, activityIds);
      const byHand = await readAdjustments(tx, workspaceId, [leadId], [leadId]);
      const history: History = {
        adjustments: byHand.get(0),
        attributeHistory: await readAttributeHistory(tx, workspaceId, leadId, ready),
        events: Array.from({ length: events.length }, (_, n) => ({
          messageId: String(n),
          activityId: events.activityId[n] ?? 0,
          at: events.at[n] ?? 0,
          rest: events.rest?.[n] ?? null,
        })),
      };
      const series = scoreSeries(
        spans.flatMap((span): Period[] => {
          const bound = sheets.get(span.version.versionId)?.bound;
          return bound ? [{ bound, version: span.version.number, from: span.from, to: span.to }] : [];
        }),
        history,
      );
      return {
        lead_id: leadId,
        sheet: version.sheet,
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        method: series.method,
        points: series.points.map((point) => ({ ...point, at: new Date(point.at).toISOString() })),
        versions: versions
          .filter(
            ({ activatedAt }) => activatedAt && activatedAt.getTime() >= from && activatedAt.getTime() <= to,
          )
          .map(({ number, activatedAt }) => ({
            number,
            from: (activatedAt ?? new Date(from)).toISOString(),
          })),
        levels: version.content.groups.flatMap(({ key, name, from: minimums }) =>
          minimums.total === undefined ? [] : [{ key, name, from: minimums.total }],
        ),
      };
    },
    { readOnly: true },
  );
}

/** Which version was active when; before the first one that one, and where there is none the version found. */
function activeSpans(found: VersionRow, versions: VersionRow[], from: number, to: number) {
  const active = versions
    .flatMap((version) => (version.activatedAt ? [{ version, since: version.activatedAt.getTime() }] : []))
    .sort((a, b) => a.since - b.since);
  if (active.length === 0) return [{ version: found, from, to }];
  return active
    .map(({ version, since }, n) => ({
      version,
      from: n === 0 ? from : Math.max(from, since),
      to: Math.min(to, (active[n + 1]?.since ?? Number.POSITIVE_INFINITY) - 1),
    }))
    .filter((span) => span.from <= span.to);
}

/** The beginning of the default range: half a year back, or when the lead first left a trace. */
async function firstTrace(tx: Tx, workspaceId: number, leadId: number, to: number): Promise<number> {
  const { rows } = await tx.$client.query<{ first: Date }>(
    `select least(
       (select created_at from leads where workspace_id = $1 and id = $2),
       (select min(occurred_at) from events where workspace_id = $1 and lead_id = $2 and counts),
       (select min(known_at) from lead_attributes where workspace_id = $1 and lead_id = $2)) as first`,
    [workspaceId, leadId],
  );
  const earliest = to - DEFAULT_DAYS * DAY_MS;
  return Math.min(Math.max(earliest, rows[0]?.first.getTime() ?? earliest), to - DAY_MS);
}

async function readAttributeHistory(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  sheets: ReadySheet[],
): Promise<History["attributeHistory"]> {
  const { rows } = await tx.$client.query<{ key: string; value: unknown; known_at: Date }>(
    `select key, value, known_at from lead_attributes where workspace_id = $1 and lead_id = $2 and key = any($3::text[])`,
    [workspaceId, leadId, [...new Set(sheets.flatMap((sheet) => sheet.attributeKeys))]],
  );
  return rows.map(({ key, value, known_at }) => ({ key, value, knownAt: known_at.getTime() }));
}
