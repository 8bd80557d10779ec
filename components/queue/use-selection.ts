"use client";

import { useRef, useState } from "react";

export type Selection = {
  ids: ReadonlySet<number>;
  toggle: (id: number, range?: boolean) => void;
  setAll: (on: boolean) => void;
};

/** Which of the rows on screen are chosen. A range goes from the row that was chosen last; more than `most` are not taken. */
export function useSelection(rows: readonly number[], most: number): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const anchor = useRef<number | null>(null);
  // What has left the screen is not acted on.
  const ids = new Set(rows.filter((id) => chosen.has(id)));
  const bounded = (wanted: Iterable<number>) => setChosen(new Set([...wanted].slice(0, most)));
  return {
    ids,
    toggle: (id, range = false) => {
      const from = anchor.current === null ? -1 : rows.indexOf(anchor.current);
      const to = rows.indexOf(id);
      anchor.current = id;
      if (range && from >= 0 && to >= 0)
        return bounded([...ids, ...rows.slice(Math.min(from, to), Math.max(from, to) + 1)]);
      return bounded(ids.has(id) ? [...ids].filter((one) => one !== id) : [...ids, id]);
    },
    setAll: (on) => {
      anchor.current = null;
      bounded(on ? rows : []);
    },
  };
}
