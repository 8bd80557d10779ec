/** Reading a dot path out of plain JSON, through own properties only. */

export type Fields = Readonly<Record<string, unknown>>;

export type FieldReader = (object: Fields, overlay?: Fields | null) => unknown;

/** First part of a dot path: the own key under which a nested value sits. */
export const firstPart = (field: string): string => field.split(".", 1)[0] ?? field;

function descend(start: unknown, rest: readonly string[]): unknown {
  let value = start;
  for (const part of rest) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/**
 * A reader of `field` from an object with `overlay` laid over it (as `{...object, ...overlay}` would
 * be, without making it): the exact own key first, else the dot path.
 */
export function compileField(field: string): FieldReader {
  const [head = field, ...rest] = field.split(".");
  return (object, overlay) => {
    if (overlay && Object.hasOwn(overlay, field)) return overlay[field];
    if (Object.hasOwn(object, field)) return object[field];
    if (rest.length === 0) return undefined;
    if (overlay && Object.hasOwn(overlay, head)) return descend(overlay[head], rest);
    return Object.hasOwn(object, head) ? descend(object[head], rest) : undefined;
  };
}
