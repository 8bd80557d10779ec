export type VersionIds = { sheetId: number; versionId: number };

/** What was made for the demo, by the names that the simulator uses. */
export type DemoWorkspace = {
  workspaceId: number;
  sourceId: number;
  /** Member ids by e-mail address. */
  members: ReadonlyMap<string, number>;
  /** Ids by `versionKey`. */
  versions: ReadonlyMap<string, VersionIds>;
};

export const versionKey = (sheet: string, version: number) => `${sheet}/${version}`;

/** The one row of an insert. */
export function only<T>(rows: T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error("an insert returned no row");
  return row;
}

/** The look-up of an id that was made here. */
export function idOf<K, V>(ids: ReadonlyMap<K, V>, key: K): V {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`nothing was made for ${String(key)}`);
  return id;
}
