import type { SheetContent } from "#lib/scoring/schema.ts";

export interface Copy {
  content: SheetContent;
  segment: string;
}

/** A copy under edit, as kept in this browser until it is saved; `revision` is what it was edited from. */
type Backup = { revision: number; copy: Copy };

const place = (sheet: string) => `hotsheet-draft:${sheet}`;

/** Keeps a copy that is not saved yet (null: there is none), so that a reload loses nothing. */
export function keepBackup(sheet: string, backup: Backup | null): void {
  try {
    if (backup) localStorage.setItem(place(sheet), JSON.stringify(backup));
    else localStorage.removeItem(place(sheet));
  } catch (cause) {
    console.warn("The unsaved draft could not be kept in this browser", cause);
  }
}

export function readBackup(sheet: string): Backup | null {
  try {
    const text = localStorage.getItem(place(sheet));
    return text === null ? null : (JSON.parse(text) as Backup);
  } catch (cause) {
    console.warn("The unsaved draft could not be read", cause);
    return null;
  }
}
