import { z } from "zod";
import { cursorInstant, decodeCursor, encodeCursor } from "./cursor.ts";
import type { TimelineItem } from "./timeline-schemas.ts";

/** What stands above what at one instant: consequences above their causes. */
export const TIMELINE_ORDER = [
  "note",
  "stage",
  "handover",
  "group",
  "adjustment",
  "event",
  "attributes",
] as const satisfies TimelineItem["kind"][];
type Kind = (typeof TIMELINE_ORDER)[number];
export const rankOf = (kind: Kind) => TIMELINE_ORDER.indexOf(kind);

const number = z.string().regex(/^[1-9]\d{0,15}$/);
const schema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum(["note", "stage", "handover", "group", "adjustment"]),
    at: cursorInstant,
    id: number,
  }),
  z.object({ kind: z.literal("event"), at: cursorInstant, id: z.guid() }),
  z.object({ kind: z.literal("attributes"), at: cursorInstant, id: cursorInstant }),
]);
export type TimelineCursor = z.infer<typeof schema>;

export const encodeTimelineCursor = ({ kind, at, id }: TimelineItem) => encodeCursor({ kind, at, id });
/** @throws AppError `invalid`. */
export const decodeTimelineCursor = (text: string): TimelineCursor => decodeCursor(schema, text);

/** What every source of the timeline is asked: one lead's newest things, after a cursor, up to an instant. */
export type TimelineBounds = {
  workspaceId: number;
  leadId: number;
  after: TimelineCursor | null;
  until: Date | null;
  limit: number;
};

/** WHERE and values of a source whose rows are told apart by `at` and `id`; $1 and $2 are workspace and lead. */
export function within(kind: Kind, bounds: TimelineBounds, at: string, id: string, type: string) {
  const { workspaceId, leadId, after, until, limit } = bounds;
  const values: unknown[] = [workspaceId, leadId, limit];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where: string[] = [];
  if (until) where.push(`${at} <= ${bind(until)}`);
  if (after) {
    const instant = `${bind(after.at)}::timestamptz`;
    if (after.kind === kind) where.push(`(${at}, ${id}) < (${instant}, ${bind(after.id)}::${type})`);
    else where.push(`${at} ${rankOf(kind) < rankOf(after.kind) ? "<" : "<="} ${instant}`);
  }
  return {
    values,
    where: where.length > 0 ? ` and ${where.join(" and ")}` : "",
    order: `order by ${at} desc, ${id} desc limit $3`,
  };
}
