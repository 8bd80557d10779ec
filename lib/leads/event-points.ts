import type { Tx } from "#db/client.ts";
import { AppError } from "../errors.ts";
import { bindMissing, loadRestNames } from "../scores/model.ts";
import { findVersion, readyVersion, type VersionRow } from "../scores/score-at.ts";
import { type EventPoints, explainEvents } from "../scoring/explain-events.ts";

type Asked = { sheet?: string | undefined; version?: string | undefined };

/**
 * The version that the timeline's points are of, or null where none was named and none can score.
 * @throws AppError where one was named that does not exist or cannot score.
 */
export async function timelineVersion(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  asked: Asked,
): Promise<VersionRow | null> {
  try {
    const { version } = await findVersion(tx, workspaceId, leadId, asked);
    await readyVersion(tx, workspaceId, version, await loadRestNames(tx, workspaceId));
    return version;
  } catch (error) {
    const isNamed = asked.sheet !== undefined || asked.version !== undefined;
    const cannotScore = error instanceof AppError && ["not_found", "invalid_sheet"].includes(error.code);
    if (isNamed || !cannotScore) throw error;
    return null;
  }
}

type Row = { id: string; at: Date; activityId: number; rest: Record<string, unknown> | null };

/** Points that each of a lead's events since `oldest` gives as of an instant, by message id. */
export async function eventPoints(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  version: VersionRow,
  oldest: Date,
  asOf: Date,
): Promise<Map<string, EventPoints[]>> {
  const names = await loadRestNames(tx, workspaceId);
  const sheet = await readyVersion(tx, workspaceId, version, names);
  // From the newest on, because limits keep the newest.
  const found = await tx.$client.query<Row>(
    `select message_id as id, occurred_at as at, activity_id as "activityId", rest from events
     where workspace_id = $1 and lead_id = $2 and counts and occurred_at between $3 and $4
     order by occurred_at desc, message_id desc`,
    [workspaceId, leadId, oldest, asOf],
  );
  await bindMissing(tx, workspaceId, [sheet], names, new Set(found.rows.map((row) => row.activityId)));
  const events = found.rows.map((row) => ({ ...row, messageId: row.id, at: row.at.getTime() }));
  const points = explainEvents(sheet.bound, events, asOf.getTime());
  return new Map(found.rows.map((row, n) => [row.id, points[n] ?? []]));
}
