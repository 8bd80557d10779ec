import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { type ListQueueInput, QUEUE_SORTS, type QueueSort } from "./schemas.ts";

/** Tabs of the queue's screen: what waits for the reader or for anybody, of these each, all, what is in hand, what is decided. */
export const QUEUE_VIEWS = ["open", "mine", "unclaimed", "all", "working", "decided"] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

const OF_VIEW: Record<QueueView, Pick<ListQueueInput, "state" | "owner">> = {
  open: { state: "open", owner: "me,none" },
  mine: { state: "open", owner: "me" },
  unclaimed: { state: "open", owner: "none" },
  all: { state: "open" },
  working: { state: "accepted", owner: "me" },
  decided: { state: "decided" },
};
/** Views whose owner is a matter of choice. */
export const ownerIsFree = (view: QueueView) => OF_VIEW[view].owner === undefined;

/** The queue's state in its URL, but for what is open over it. */
export const queueParsers = {
  view: parseAsStringLiteral(QUEUE_VIEWS).withDefault("open"),
  sheet: parseAsString,
  segment: parseAsString,
  group: parseAsString,
  owner: parseAsString,
  q: parseAsString.withDefault(""),
  sort: parseAsStringLiteral(QUEUE_SORTS).withDefault("-at"),
};
export const loadQueue = createLoader(queueParsers);

export type QueueState = {
  view: QueueView;
  sheet: string | null;
  segment: string | null;
  group: string | null;
  owner: string | null;
  q: string;
  sort: QueueSort;
};

/** What the list is asked for; what is not set is left out. */
export function queueInput({ view, q, sort, ...filters }: QueueState) {
  const set = Object.entries({ ...filters, q: q.trim() }).filter(
    ([, value]) => value !== null && value !== "",
  );
  return { ...Object.fromEntries(set), ...OF_VIEW[view], sort } as Pick<ListQueueInput, "state" | "sort"> &
    Partial<ListQueueInput>;
}
