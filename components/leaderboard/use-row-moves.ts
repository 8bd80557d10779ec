"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";

const MOVE_MS = 180;

/**
 * Lets the rows of a list glide from where they were to where they are. Rows are told apart by `data-row`; whoever asks
 * for reduced motion sees them at their new places at once.
 */
export function useRowMoves(list: RefObject<HTMLElement | null>, order: string): void {
  const tops = useRef(new Map<string, number>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew whenever the order changes
  useLayoutEffect(() => {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const now = new Map<string, number>();
    for (const row of list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? []) {
      const id = row.dataset.row ?? "";
      now.set(id, row.offsetTop);
      const before = tops.current.get(id);
      if (still || before === undefined || before === row.offsetTop) continue;
      row.animate([{ transform: `translateY(${before - row.offsetTop}px)` }, { transform: "none" }], {
        duration: MOVE_MS,
        easing: "ease-out",
      });
    }
    tops.current = now;
  }, [list, order]);
}
