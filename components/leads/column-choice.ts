"use client";

import { useSyncExternalStore } from "react";

/** Columns that can be hidden, in their order; the lead itself is always shown. */
export const OPTIONAL_COLUMNS = [
  "group",
  "score",
  "label",
  "likelihood",
  "sheet",
  "stage",
  "owner",
  "last_event_at",
  "created_at",
  "user_id",
] as const;
export type OptionalColumn = (typeof OPTIONAL_COLUMNS)[number];
export type ColumnVisibility = Record<OptionalColumn, boolean>;

const STORAGE_KEY = "hotsheet-leads-columns";
const HIDDEN_AT_FIRST: readonly string[] = ["likelihood", "sheet", "user_id"];

const visible = (hidden: readonly string[]) =>
  Object.fromEntries(OPTIONAL_COLUMNS.map((id) => [id, !hidden.includes(id)])) as ColumnVisibility;
const atFirst = visible(HIDDEN_AT_FIRST);

const listeners = new Set<() => void>();
let cache: { raw: string | null; choice: ColumnVisibility } = { raw: null, choice: atFirst };

function read(): ColumnVisibility {
  const raw = localStorage.getItem(STORAGE_KEY);
  if (raw !== cache.raw) cache = { raw, choice: raw === null ? atFirst : visible(raw.split(",")) };
  return cache.choice;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** Shows or hides a column in this browser, now and later. */
export function chooseColumn(id: OptionalColumn, isVisible: boolean): void {
  const next: ColumnVisibility = { ...read(), [id]: isVisible };
  localStorage.setItem(STORAGE_KEY, OPTIONAL_COLUMNS.filter((column) => !next[column]).join(","));
  for (const listener of listeners) listener();
}

/** Which columns this browser shows. */
export const useColumnChoice = (): ColumnVisibility => useSyncExternalStore(subscribe, read, () => atFirst);
