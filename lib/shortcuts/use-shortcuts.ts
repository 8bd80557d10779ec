"use client";

import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { letterKeysEnabled } from "./letter-keys.ts";
import { type Shortcut, ShortcutRegistry } from "./registry.ts";

const registry = new ShortcutRegistry();
const none: readonly Shortcut[] = [];

export interface UseShortcutOptions extends Omit<Shortcut, "keys"> {
  /** Steps separated by a space: "mod+k", "?", "g q". */
  keys: string;
  enabled?: boolean;
}

/** Registers a shortcut while the component is mounted; it appears in the help by itself. */
export function useShortcut({ id, keys, label, group, run, enabled = true }: UseShortcutOptions): void {
  const onRun = useEffectEvent(run);
  useEffect(() => {
    if (!enabled) return;
    return registry.add({ id, keys: keys.split(" "), label, group, run: () => onRun() });
  }, [id, keys, label, group, enabled]);
}

export function useShortcutList(): readonly Shortcut[] {
  return useSyncExternalStore(registry.subscribe, registry.list, () => none);
}

/** The page's one key listener; mounted once, by the shell. */
export function useShortcutListener(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      registry.handle(event, { letterKeys: letterKeysEnabled(), now: event.timeStamp });
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
