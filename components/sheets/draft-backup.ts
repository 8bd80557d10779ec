import type { Copy } from "#lib/sheets/items.ts";

/** A copy under edit, as kept in this browser until it is saved, with what it was edited from. */
type Backup = { version: number; base: Copy; mine: Copy };

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

/** What was kept; null where there is nothing that can be read. */
export function readBackup(sheet: string): Backup | null {
  try {
    const text = localStorage.getItem(place(sheet));
    const backup = text === null ? null : (JSON.parse(text) as Partial<Backup>);
    return backup?.base && backup.mine && backup.version !== undefined ? (backup as Backup) : null;
  } catch (cause) {
    console.warn("The unsaved draft could not be read", cause);
    return null;
  }
}
