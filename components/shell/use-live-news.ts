"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { leadKeys } from "#lib/leads/api.ts";
import { useLiveMessages } from "./use-live.ts";

/** Under load news come many times a second; what they concern is fetched once in this time. */
const PACE_MS = 1_000;

/** What may have moved scores; not every member hears of each. */
const SCORES: ReadonlySet<string> = new Set(["sync", "groups", "arrivals"]);

/** Fetches anew what others, or the collector, have changed of what is on screen. */
export function useLiveNews(): void {
  const client = useQueryClient();
  const due = useRef(new Map<string, readonly unknown[]>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const fetchDue = () => {
    timer.current = undefined;
    if (due.current.size === 0) return;
    for (const queryKey of due.current.values()) void client.invalidateQueries({ queryKey });
    due.current.clear();
    timer.current = setTimeout(fetchDue, PACE_MS);
  };
  const fetchSoon = (...keys: (readonly unknown[])[]) => {
    for (const key of keys) due.current.set(JSON.stringify(key), key);
    if (timer.current === undefined) fetchDue();
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveMessages((message) => {
    if (message.kind === "sync") fetchSoon(["sheets"], ["queue"]);
    if (message.kind === "sheet") fetchSoon(["sheets"]);
    if (message.kind === "queue") fetchSoon(["queue"]);
    if (SCORES.has(message.kind)) fetchSoon(["leaderboard"]);
    if (message.kind === "groups") fetchSoon(...(message.leads ?? []).flatMap(keysOfLead));
  });
}

/** A lead's own page; a list keeps its rows until it is asked for. */
function keysOfLead(lead: number): (readonly unknown[])[] {
  const id = String(lead);
  return [leadKeys.one(id), ...["score", "timeline", "history"].map((part) => [...leadKeys.all, part, id])];
}
