import type { ListQueueInput } from "./schemas.ts";

/** Lists that the queue's screen offers: what waits for the reader or for anybody, all that waits, what is decided. */
export const QUEUE_VIEWS = ["open", "all", "decided"] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

export function viewInput(view: QueueView): Pick<ListQueueInput, "state"> & { owner?: string } {
  if (view === "decided") return { state: "decided" };
  return view === "open" ? { state: "open", owner: "me,none" } : { state: "open" };
}
