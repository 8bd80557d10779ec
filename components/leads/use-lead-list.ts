"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { useDebounced } from "#components/ui/use-debounced.ts";
import { type LeadListState, leadListQuery } from "#lib/leads/api.ts";
import { leadListParsers } from "#lib/leads/search-params.ts";

export type LeadListChange = Partial<Omit<LeadListState, "cursor">>;

/** The list as the URL describes it. Typing replaces the history entry, filters, sorting and paging add one. */
export function useLeadList() {
  const [state, setState] = useQueryStates(leadListParsers);
  const [trail, setTrail] = useState<(string | null)[]>([]);
  const q = useDebounced(state.q, 250);
  const query = useQuery({ ...leadListQuery({ ...state, q }), placeholderData: keepPreviousData });

  const change = (next: LeadListChange) => {
    setTrail([]);
    const isTyping = "q" in next;
    void setState({ ...next, cursor: null }, { history: isTyping ? "replace" : "push" });
  };
  const next = query.data?.next_cursor ?? null;
  const goNext = () => {
    setTrail([...trail, state.cursor]);
    void setState({ cursor: next }, { history: "push" });
  };
  const goBack = () => {
    setTrail(trail.slice(0, -1));
    void setState({ cursor: trail.at(-1) ?? null }, { history: "push" });
  };
  return {
    state,
    query,
    change,
    isUpdating: query.isPlaceholderData || q !== state.q || (query.isFetching && query.data !== undefined),
    onNext: next === null ? undefined : goNext,
    onPrevious: state.cursor === null ? undefined : goBack,
  };
}

/** Takes every filter away; the sort stays. */
export const NO_FILTERS = {
  segment: null,
  sheet: null,
  group: null,
  label: null,
  stage: null,
  owner: null,
  excluded: null,
  q: "",
} satisfies LeadListChange;

export const hasFilters = (state: LeadListState): boolean =>
  state.q.trim() !== "" ||
  Object.keys(NO_FILTERS).some((key) => key !== "q" && state[key as keyof LeadListState] !== null);
