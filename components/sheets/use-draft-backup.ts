"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Copy } from "#lib/sheets/items.ts";
import type { WorkingState } from "#lib/sheets/working-state.ts";
import { keepBackup, readBackup } from "./draft-backup.ts";

interface Options {
  sheet: string;
  /** Number of the open version; undefined: nothing can be edited. */
  version: number | undefined;
  state: WorkingState;
  isDirty: boolean;
  onFound: (base: Copy, mine: Copy) => void;
}

/** Keeps what is not saved yet in this browser, and gives it back once after a reload. */
export function useDraftBackup({ sheet, version, state, isDirty, onFound }: Options): void {
  const [checked, setChecked] = useState(false);
  const wrote = useRef(false);
  const restore = useEffectEvent(() => {
    const backup = readBackup(sheet);
    if (backup && backup.version === version) {
      wrote.current = true;
      onFound(backup.base, backup.mine);
    }
    setChecked(true);
  });
  useEffect(() => restore(), []);
  const { base, mine } = state;
  useEffect(() => {
    if (!checked || version === undefined) return;
    if (isDirty) keepBackup(sheet, { version, base, mine });
    // What another tab of this browser keeps is not this tab's to clear.
    else if (wrote.current) keepBackup(sheet, null);
    wrote.current = isDirty;
  }, [checked, sheet, version, isDirty, base, mine]);
}
