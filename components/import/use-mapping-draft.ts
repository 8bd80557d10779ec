"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { parkMapping, putMapping } from "#lib/imports/api.ts";
import { type Mapping, mappingSchema } from "#lib/imports/mapping.ts";

export type Saving = { state: "idle" | "saving" | "saved" | "failed"; at: Date | null };

/**
 * A mapping in the hands of a person: kept on the server with each change, so that a reload loses nothing. One request
 * at a time; what changes meanwhile goes with the next. `flush` waits for it and says whether it worked.
 */
export function useMappingDraft(id: number, initial: Mapping) {
  const [mapping, setMapping] = useState(initial);
  const [saving, setSaving] = useState<Saving>({ state: "idle", at: null });
  const latest = useRef(initial);
  const unsaved = useRef(false);
  // One after the other: an older mapping must never arrive after a newer one.
  const queue = useRef<Promise<boolean>>(Promise.resolve(true));

  const flush = useCallback((): Promise<boolean> => {
    queue.current = queue.current.then(async () => {
      if (!unsaved.current) return true;
      // A field name that is still being typed; the list of open issues says so.
      if (!mappingSchema.safeParse(latest.current).success) return false;
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
      void flush();
    },
    [flush],
  );

  // Closing or reloading the tab must not lose the last keystrokes either.
  useEffect(() => {
    const leave = () => {
      if (unsaved.current && mappingSchema.safeParse(latest.current).success) parkMapping(id, latest.current);
    };
    window.addEventListener("pagehide", leave);
    return () => window.removeEventListener("pagehide", leave);
  }, [id]);

  return { mapping, change, flush, saving };
}
