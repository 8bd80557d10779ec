import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { objects } from "../privacy/assert-scored.ts";
import type { VersionRow } from "../scores/score-at.ts";
import { readInstant } from "../scoring/values.ts";
import { readIgnored } from "../traffic/schemas.ts";
import { eventPoints, timelineVersion } from "./event-points.ts";
import { findLeadId } from "./find-lead.ts";
import { groupsOf, nameEvents, readCandidates } from "./group-events.ts";
import { groupTone } from "./group-tone.ts";
import type { listTimelineOperation } from "./operations.ts";
import { memberNames } from "./owners.ts";
import { groupName, loadVersionNames } from "./score-names.ts";
import {
  decodeTimelineCursor,
  encodeTimelineCursor,
  rankOf,
  type TimelineBounds,
} from "./timeline-cursor.ts";
import type { Timeline, TimelineItem } from "./timeline-schemas.ts";
import {
  type EventRow,
  readAdjustmentRows,
  readAttributeRows,
  readEventRows,
  readGroupRows,
  readHandoverRows,
  readNoteRows,
  readStageRows,
} from "./timeline-sources.ts";

/**
 * All that happened to a lead, newest first, in a fixed number of queries: events with the points each gives as of
 * `as_of` (now, if left out), stages, group changes, hand-overs, attributes. With `as_of` nothing later is listed.
 * @throws AppError `not_found`, `invalid` for a foreign cursor.
 */
export async function listTimeline(
  ctx: Context,
  input: OperationInput<typeof listTimelineOperation>,
): Promise<Timeline> {
  authorize(ctx, "leads:read");
  const { workspaceId } = ctx;
  const until = input.as_of === undefined ? null : new Date(readInstant(input.as_of));
  const after = input.cursor === undefined ? null : decodeTimelineCursor(input.cursor);
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const leadId = await findLeadId(tx, workspaceId, input.id);
      const version = (await objects(tx, workspaceId, leadId))
        ? null
        : await timelineVersion(tx, workspaceId, leadId, input);
      const bounds = { workspaceId, leadId, after, until, limit: input.limit + 1 };
      const events = await readEventRows(tx, bounds);
      const merged = [...events.map((row) => toEvent(row)), ...(await readOthers(tx, bounds))].sort(
        newestFirst,
      );
      const items = merged.slice(0, input.limit);
      if (version) await addPoints(tx, bounds, version, items, until ?? new Date());
      const last = items.at(-1);
      return { items, next_cursor: merged.length > items.length && last ? encodeTimelineCursor(last) : null };
    },
    { readOnly: true },
  );
}

function newestFirst(a: TimelineItem, b: TimelineItem): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  if (a.kind !== b.kind) return rankOf(a.kind) - rankOf(b.kind);
  if (a.kind === "event") return a.id < b.id ? 1 : -1;
  return Number(b.id) - Number(a.id);
}

const toEvent = ({ id, at, name, properties, rest, datedAhead, ...row }: EventRow): TimelineItem => ({
  kind: "event",
  at: at.toISOString(),
  id,
  name,
  properties: { ...properties, ...rest },
  dated_ahead: datedAhead,
  ignored: readIgnored(row.ignored, row.pattern),
  by_hand: row.byHand,
  points: [],
  version: null,
});

async function addPoints(
  tx: Tx,
  { workspaceId, leadId }: TimelineBounds,
  version: VersionRow,
  items: TimelineItem[],
  asOf: Date,
): Promise<void> {
  const candidates = await readCandidates(tx, workspaceId, leadId, groupsOf(items, version));
  const shown = items.findLast((item) => item.kind === "event");
  const instants = [...candidates.map(({ at }) => at.getTime()), ...(shown ? [Date.parse(shown.at)] : [])];
  if (instants.length === 0) return;
  const names = new Map(version.content.rules.map((rule) => [rule.key, rule.name]));
  const oldest = new Date(Math.min(...instants));
  const points = await eventPoints(tx, workspaceId, leadId, version, oldest, asOf);
  const pointsOf = (id: string) =>
    (points.get(id) ?? []).map((given) => ({ ...given, name: names.get(given.rule) ?? given.rule }));
  for (const item of items) {
    if (item.kind !== "event") continue;
    item.version = version.number;
    item.points = pointsOf(item.id);
  }
  nameEvents(groupsOf(items, version), candidates, pointsOf);
}

async function readOthers(tx: Tx, bounds: TimelineBounds): Promise<TimelineItem[]> {
  const { workspaceId } = bounds;
  const stages = await readStageRows(tx, bounds);
  const groups = await readGroupRows(tx, bounds);
  const handovers = await readHandoverRows(tx, bounds);
  const adjustments = await readAdjustmentRows(tx, bounds);
  const notes = await readNoteRows(tx, bounds);
  const attributes = await readAttributeRows(tx, bounds);
  const versionIds = [...groups, ...handovers].flatMap((row) =>
    row.versionId === null ? [] : [row.versionId],
  );
  const versions = await loadVersionNames(tx, workspaceId, versionIds);
  const people = await memberNames(tx, workspaceId, [
    ...stages.map((row) => row.memberId),
    ...adjustments.flatMap((row) => [row.memberId, row.endedBy]),
    ...handovers.flatMap((row) => [row.decidedBy, row.ownerId]),
    ...notes.map((row) => row.memberId),
  ]);
  const person = (id: string | null) => (id === null ? null : (people.get(Number(id)) ?? `#${id}`));
  return [
    ...stages.map(
      ({ memberId, at, ...row }): TimelineItem => ({
        kind: "stage",
        ...row,
        at: at.toISOString(),
        by: person(memberId),
      }),
    ),
    ...groups.map(({ versionId, at, ...row }): TimelineItem => {
      const names = versions.get(versionId);
      return {
        kind: "group",
        ...row,
        at: at.toISOString(),
        sheet: names?.sheet ?? "",
        sheet_name: names?.sheetName ?? "",
        version: names?.number ?? 0,
        from_name: groupName(names, row.from),
        to_name: groupName(names, row.to),
        to_tone: groupTone(names?.groups ?? [], row.to),
        event: null,
      };
    }),
    ...handovers.map(({ versionId, at, decidedAt, decidedBy, ownerId, claimedAt, ...row }): TimelineItem => {
      const names = versionId === null ? undefined : versions.get(versionId);
      return {
        kind: "handover",
        ...row,
        at: at.toISOString(),
        sheet: names?.sheet ?? null,
        sheet_name: names?.sheetName ?? null,
        version: names?.number ?? "imported",
        decided_at: decidedAt?.toISOString() ?? null,
        decided_by: person(decidedBy),
        owner: person(ownerId),
        claimed_at: claimedAt?.toISOString() ?? null,
      };
    }),
    ...adjustments.map(
      ({ at, memberId, expiresAt, endedAt, endedBy, ...row }): TimelineItem => ({
        kind: "adjustment",
        ...row,
        at: at.toISOString(),
        by: person(memberId),
        expires_at: expiresAt?.toISOString() ?? null,
        ended_at: endedAt?.toISOString() ?? null,
        ended_by: person(endedBy),
      }),
    ),
    ...notes.map(
      ({ memberId, at, ...row }): TimelineItem => ({
        kind: "note",
        ...row,
        at: at.toISOString(),
        by: person(memberId),
      }),
    ),
    ...attributes.map(({ at, changes }): TimelineItem => {
      const instant = at.toISOString();
      return { kind: "attributes", at: instant, id: instant, changes };
    }),
  ];
}
