/** Tolerant reading of unchecked JSON, for checks that run beside the schema. */

export type Raw = Record<string, unknown>;

export const isRecord = (value: unknown): value is Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Own properties only, so that nothing is read off a prototype. */
export const prop = (value: unknown, key: string): unknown =>
  isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;

export const list = (value: unknown, key: string): unknown[] => {
  const found = prop(value, key);
  return Array.isArray(found) ? found : [];
};

/** A finite number, else null. */
export const finite = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;

/** Whether JSON nests deeper than `limit`; goes by levels, so no input can exhaust the stack. */
export function nestsDeeper(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((item) => (typeof item === "object" && item !== null ? Object.values(item) : []));
  }
  return false;
}
