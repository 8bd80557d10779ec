export type Places = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * A few places for work that must not be done by everybody at once. Who finds none waits for one, in order.
 * @param refuse makes the error for whoever finds `waiting` others in the line.
 */
export function places(limits: { atOnce: number; waiting: number; refuse: () => Error }): Places {
  let running = 0;
  const line: (() => void)[] = [];
  return async (work) => {
    if (running >= limits.atOnce) {
      if (line.length >= limits.waiting) throw limits.refuse();
      // The place is handed over by the one who leaves it, so `running` does not change in between.
      await new Promise<void>((resolve) => line.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
