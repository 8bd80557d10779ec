import type { Person } from "./messages.ts";

export const PRESENCE_SECONDS = 15;
/** Together; far above a real team, so that nobody fills the memory by announcing presence. */
const MAX_PEOPLE = 5_000;

type Seen = Person & { workspace: number; sheet: string; at: number };

/** Who looks at which sheet, as far as this process has heard within the last seconds. */
export class Presence {
  readonly #seen = new Map<string, Seen>();

  /** Notes a sign of life; true where it shows something new. */
  note(workspace: number, sheet: string, person: Person, now: number): boolean {
    const id = `${workspace} ${sheet} ${person.id}`;
    const before = this.#seen.get(id);
    if (!before && this.#seen.size >= MAX_PEOPLE) return false;
    this.#seen.set(id, { ...person, workspace, sheet, at: now });
    return !before || before.rule !== person.rule || before.name !== person.name;
  }

  /** Forgets who has been silent for too long; answers the sheets where that shows. */
  sweep(now: number): { workspace: number; sheet: string }[] {
    const changed = new Map<string, { workspace: number; sheet: string }>();
    for (const [id, { workspace, sheet, at }] of this.#seen) {
      if (now - at < PRESENCE_SECONDS * 1000) continue;
      this.#seen.delete(id);
      changed.set(`${workspace} ${sheet}`, { workspace, sheet });
    }
    return [...changed.values()];
  }

  /** Sheets of a workspace that somebody looks at. */
  sheets(workspace: number): string[] {
    return [
      ...new Set([...this.#seen.values()].filter((seen) => seen.workspace === workspace).map((s) => s.sheet)),
    ];
  }

  people(workspace: number, sheet: string): Person[] {
    return [...this.#seen.values()]
      .filter((seen) => seen.workspace === workspace && seen.sheet === sheet)
      .map(({ id, name, rule }) => ({ id, name, rule }))
      .sort((a, b) => a.id - b.id);
  }
}
