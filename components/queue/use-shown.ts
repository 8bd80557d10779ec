"use client";

import { useState } from "react";
import type { Handover } from "#lib/queue/schemas.ts";

/** Rows as they stand on screen: they keep their places until the reader asks for the new ones. */
export type Shown = {
  rows: { handover: Handover; gone: boolean }[];
  /** Rows that arrived since and are not shown. */
  fresh: number;
  /** Takes the list as the server has it now. */
  refresh: () => void;
  /** Takes a row away that the reader has dealt with. */
  drop: (id: number) => void;
};

interface ListName {
  /** Another list is shown as it comes. */
  view: string;
  /** The list is on its way, and `latest` still that of another name. */
  isPending: boolean;
  /** Newest above: what is older than the last row is of a further page, and moves nothing. */
  byTime: boolean;
}

/** @param latest rows as the server has them now. */
export function useShown(latest: readonly Handover[], { view, isPending, byTime }: ListName): Shown {
  const [held, setHeld] = useState<{ view: string; rows: readonly Handover[] }>({ view, rows: latest });
  const known = new Map(latest.map((handover) => [handover.id, handover]));
  const isOther = held.view !== view;
  // A list without rows has no row that could jump.
  if (!isPending && (isOther || (held.rows.length === 0 && latest.length > 0)))
    setHeld({ view, rows: latest });
  const rows = isOther ? latest : held.rows;
  const ids = new Set(rows.map(({ id }) => id));
  const oldest = rows.at(-1);
  // Of one instant the list has the greatest id first: an activation hands many over at once.
  const isAbove = (one: Handover, other: Handover) =>
    one.at === other.at ? one.id > other.id : one.at > other.at;
  const isNewer = (handover: Handover) => !byTime || oldest === undefined || isAbove(handover, oldest);
  const unseen = latest.filter((handover) => !ids.has(handover.id));
  const below = unseen.filter((handover) => !isNewer(handover));
  return {
    rows: [
      ...rows.map((handover) => ({
        handover: known.get(handover.id) ?? handover,
        gone: !known.has(handover.id),
      })),
      ...below.map((handover) => ({ handover, gone: false })),
    ],
    fresh: unseen.length - below.length,
    // Another list's name: the next render takes what is newest then.
    refresh: () => setHeld({ view: "", rows: [] }),
    drop: (id) => setHeld((before) => ({ ...before, rows: before.rows.filter((row) => row.id !== id) })),
  };
}
