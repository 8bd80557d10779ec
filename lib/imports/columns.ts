import { MAX_COLUMNS } from "./limits.ts";

const UNSAFE = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Names under which a mapping refers to a file's columns: the header's cells, made unambiguous
 * ("Email", "Email (2)"), with "Column 3" where the header says nothing (or where there is no header).
 */
export function columnNames(first: readonly string[], header: boolean): string[] {
  const taken = new Set<string>();
  return first.slice(0, MAX_COLUMNS).map((cell, index) => {
    const text = cell.replaceAll("\u0000", "").trim().slice(0, 400);
    const base = !header || text === "" || UNSAFE.has(text) ? `Column ${index + 1}` : text;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base} (${n})`;
    taken.add(name);
    return name;
  });
}
