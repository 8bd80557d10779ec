import { isSilenced, keyToken } from "./keys.ts";

/** Milliseconds within which the second key of a sequence such as "g q" must follow. */
export const SEQUENCE_MS = 1200;

export interface Shortcut {
  id: string;
  /** One token a step: "mod+k" (⌘ or Ctrl), "?", or the steps "g", "q". */
  keys: readonly string[];
  /** What it does, translated, for the help. */
  label: string;
  /** Heading in the help, translated. */
  group: string;
  run: () => void;
}

export interface HandleOptions {
  /** False turns every shortcut without a modifier off (WCAG 2.1.4). */
  letterKeys: boolean;
  /** Milliseconds, any clock that only goes forward. */
  now: number;
}

/** All shortcuts of the page. One listener feeds it; of two with the same keys the newest one runs. */
export class ShortcutRegistry {
  #shortcuts: readonly Shortcut[] = [];
  #listeners = new Set<() => void>();
  #pending: { token: string; at: number } | null = null;

  add(shortcut: Shortcut): () => void {
    this.#set([...this.#shortcuts, shortcut]);
    return () => this.#set(this.#shortcuts.filter((other) => other !== shortcut));
  }

  list = (): readonly Shortcut[] => this.#shortcuts;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Runs what the key asks for. True when it did, and the event is then used up. */
  handle(event: KeyboardEvent, { letterKeys, now }: HandleOptions): boolean {
    const token = keyToken(event);
    const bare = token !== null && !token.startsWith("mod+");
    if (token === null || isSilenced(event, bare) || (bare && !letterKeys)) {
      if (token !== null) this.#pending = null;
      return false;
    }
    const first = this.#pending && now - this.#pending.at <= SEQUENCE_MS ? this.#pending.token : null;
    this.#pending = null;
    const shortcut = (first !== null && this.#find([first, token])) || this.#find([token]);
    if (shortcut) {
      event.preventDefault();
      shortcut.run();
      return true;
    }
    if (this.#shortcuts.some(({ keys }) => keys.length > 1 && keys[0] === token)) {
      this.#pending = { token, at: now };
    }
    return false;
  }

  #find(keys: readonly string[]): Shortcut | undefined {
    return this.#shortcuts.findLast(
      (shortcut) =>
        shortcut.keys.length === keys.length && shortcut.keys.every((key, index) => key === keys[index]),
    );
  }

  #set(shortcuts: readonly Shortcut[]): void {
    this.#shortcuts = shortcuts;
    for (const listener of this.#listeners) listener();
  }
}
