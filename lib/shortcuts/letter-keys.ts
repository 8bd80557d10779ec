"use client";

import { useSyncExternalStore } from "react";

const STORAGE_KEY = "hotsheet-letter-keys";
const listeners = new Set<() => void>();

export function letterKeysEnabled(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== "off";
  } catch {
    // Storage is closed in some privacy modes; the default then holds.
    return true;
  }
}

export function setLetterKeys(enabled: boolean): void {
  try {
    localStorage.setItem(STORAGE_KEY, enabled ? "on" : "off");
  } catch (cause) {
    console.warn("The setting could not be kept", cause);
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** Whether shortcuts without a modifier work for this reader; kept in this browser. */
export function useLetterKeys(): boolean {
  return useSyncExternalStore(subscribe, letterKeysEnabled, () => true);
}
