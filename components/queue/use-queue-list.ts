"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { useDebounced } from "#components/ui/use-debounced.ts";
import { queueQuery } from "#lib/queue/api.ts";
import type { Handover } from "#lib/queue/schemas.ts";
import { type QueueState, queueInput, queueParsers } from "#lib/queue/views.ts";
import { useShown } from "./use-shown.ts";

const PAGE = 50;
const MOST = 200;
/** So many rows that left the list are asked for by name. */
const MOST_GONE = 50;

/** The queue as the URL describes it: typing replaces the history entry, tabs and filters add one. */
export function useQueueList() {
  const [state, setState] = useQueryStates(queueParsers);
  const [limit, setLimit] = useState(PAGE);
  const q = useDebounced(state.q, 250);
  const input = { ...queueInput({ ...state, q }), limit };
  const query = useQuery({ ...queueQuery(input), placeholderData: keepPreviousData });
  const byTime = state.sort === "-at";
  const shown = useShown(query.data?.handovers ?? [], {
    view: JSON.stringify(byTime ? { ...input, limit: 0 } : input),
    isPending: query.isPlaceholderData,
    byTime,
  });
  const gone = shown.rows.flatMap(({ handover, gone }) => (gone ? [handover.id] : [])).slice(0, MOST_GONE);
  const elsewhere = useQuery({
    ...queueQuery({ ids: gone.join(","), state: "any", limit: MOST_GONE }),
    enabled: gone.length > 0 && !query.isPlaceholderData,
    placeholderData: keepPreviousData,
  });
  const now = new Map<number, Handover>(elsewhere.data?.handovers.map((one) => [one.id, one]) ?? []);
  return {
    state,
    query,
    shown,
    /** What became of a row that has left the list, once it is known. */
    became: (id: number) => now.get(id),
    isUpdating: query.isPlaceholderData || q !== state.q,
    change: (next: Partial<QueueState>) =>
      void setState(next, { history: Object.keys(next).join() === "q" ? "replace" : "push" }),
    onMore: query.data?.next_cursor && limit < MOST ? () => setLimit(MOST) : undefined,
  };
}
