"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { putMapping } from "#lib/imports/api.ts";
import type { Mapping } from "#lib/imports/mapping.ts";

const QUIET_MS = 400;

export type Saving = { state: "idle" | "saving" | "saved" | "failed"; at: Date | null };

/**
 * A mapping in the hands of a person: kept on the server a moment after each change, so that a reload loses nothing.
 * `flush` saves at once and says whether it worked.
 */
export function useMappingDraft(id: number, initial: Mapping) {
  const [mapping, setMapping] = useState(initial);
  const [saving, setSaving] = useState<Saving>({ state: "idle", at: null });
  const latest = useRef(initial);
  const unsaved = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // One after the other: an older mapping must never arrive after a newer one.
  const queue = useRef<Promise<boolean>>(Promise.resolve(true));

  const flush = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    queue.current = queue.current.then(async () => {
      if (!unsaved.current) return true;
      unsaved.current = false;
      setSaving((before) => ({ ...before, state: "saving" }));
      try {
        await putMapping(id, latest.current, true);
        setSaving({ state: "saved", at: new Date() });
        return true;
      } catch {
        unsaved.current = true;
        setSaving((before) => ({ ...before, state: "failed" }));
        return false;
      }
    });
    return queue.current;
  }, [id]);

  const change = useCallback(
    (next: Mapping) => {
      latest.current = next;
      unsaved.current = true;
      setMapping(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, QUIET_MS);
    },
    [flush],
  );

  // Leaving the page must not lose the last keystrokes.
  useEffect(
    () => () => {
      if (unsaved.current) void flush();
    },
    [flush],
  );

  return { mapping, change, flush, saving };
}
