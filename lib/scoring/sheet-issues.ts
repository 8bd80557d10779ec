import { actionIssues } from "./action-issues.ts";
import { issue, type Path, type SheetIssue } from "./issues.ts";
import { finite, isRecord, list, prop } from "./raw.ts";
import { implied, type SheetReach, sheetReach } from "./reach.ts";

const LISTS = ["dimensions", "categories", "rules", "exclusions", "groups"] as const;

function keyIssues(raw: unknown): SheetIssue[] {
  return LISTS.flatMap((name) => {
    const seen = new Set<string>();
    return list(raw, name).flatMap((entry, place) => {
      const key = prop(entry, "key");
      if (typeof key !== "string") return [];
      const path: Path = [name, place, "key"];
      if (name === "dimensions" && key === "total") return [issue(path, "reserved_key", { key })];
      if (seen.has(key)) return [issue(path, "duplicate_key", { key: key.slice(0, 64) })];
      seen.add(key);
      return [];
    });
  });
}

function unknownRefs(raw: unknown, from: string, field: "category" | "dimension", to: string): SheetIssue[] {
  const keys = new Set(list(raw, to).map((entry) => prop(entry, "key")));
  return list(raw, from).flatMap((entry, place) => {
    const ref = prop(entry, field);
    if (typeof ref !== "string" || keys.has(ref)) return [];
    const code = field === "category" ? "unknown_category" : "unknown_dimension";
    return [issue([from, place, field], code, { [field]: ref.slice(0, 64) })];
  });
}

function clampIssues(raw: unknown): SheetIssue[] {
  const places: [Path, unknown][] = [
    [["range"], prop(raw, "range")],
    ...list(raw, "dimensions").map((entry, i): [Path, unknown] => [["dimensions", i], entry]),
    ...list(raw, "categories").map((entry, i): [Path, unknown] => [["categories", i], entry]),
  ];
  return places.flatMap(([path, entry]) => {
    const min = finite(prop(entry, "min"));
    const max = finite(prop(entry, "max"));
    return min !== null && max !== null && min > max
      ? [issue([...path, "min"], "min_above_max", { min, max })]
      : [];
  });
}

type RawGroup = {
  place: number;
  name: string;
  key: string;
  minimums: Map<string, number>;
  handover: boolean;
};

function readGroups(raw: unknown): RawGroup[] {
  return list(raw, "groups").map((entry, place) => {
    const from = prop(entry, "from");
    const pairs = isRecord(from) ? Object.entries(from) : [];
    const minimums = pairs.flatMap(([key, value]): [string, number][] => {
      const minimum = finite(value);
      return minimum === null ? [] : [[key, minimum]];
    });
    const key = String(prop(entry, "key") ?? place).slice(0, 64);
    const name = prop(entry, "name");
    return {
      place,
      key,
      name: typeof name === "string" && name !== "" ? name.slice(0, 100) : key,
      minimums: new Map(minimums),
      handover: prop(entry, "handover") === true,
    };
  });
}

const sameMinimums = (a: RawGroup, b: RawGroup): boolean =>
  a.minimums.size === b.minimums.size &&
  [...a.minimums].every(([key, value]) => b.minimums.get(key) === value);

function reachIssue(group: RawGroup, groups: readonly RawGroup[], reach: SheetReach): SheetIssue[] {
  const path: Path = ["groups", group.place, "from"];
  const beyond = [...group.minimums].filter(([key, minimum]) => {
    const high = key === "total" ? reach.total.high : reach.dimensions.get(key)?.high;
    return high !== undefined && minimum > high;
  });
  if (beyond.length > 0)
    return beyond.map(([dimension, minimum]) =>
      issue([...path, dimension], "unreachable_group", { group: group.name, dimension, minimum }),
    );
  const least = implied(reach, group.minimums);
  const later = groups.find(
    (other) =>
      other.place > group.place &&
      other.minimums.size > 0 &&
      !sameMinimums(group, other) &&
      [...other.minimums].every(([key, minimum]) => (least.get(key) ?? Number.NEGATIVE_INFINITY) >= minimum),
  );
  return later ? [issue(path, "overtaken_group", { group: group.name, later: later.name })] : [];
}

function groupIssues(raw: unknown): SheetIssue[] {
  const groups = readGroups(raw);
  const reach = sheetReach(raw);
  const handover = groups.find((group) => group.handover);
  return groups.flatMap((group) => {
    const at: Path = ["groups", group.place];
    const found: SheetIssue[] = [];
    const from = prop(list(raw, "groups")[group.place], "from");
    for (const key of isRecord(from) ? Object.keys(from) : [])
      if (key !== "total" && !reach.dimensions.has(key))
        found.push(issue([...at, "from", key], "unknown_dimension", { dimension: key.slice(0, 64) }));
    if (group.place === 0 && group.minimums.size > 0)
      found.push(issue([...at, "from"], "lowest_group_with_minimum", { group: group.name }));
    const twin = groups.find((other) => other.place < group.place && sameMinimums(group, other));
    if (twin) found.push(issue([...at, "from"], "repeated_minimum", { group: group.name, other: twin.name }));
    else found.push(...reachIssue(group, groups, reach));
    if (group.handover && handover && handover !== group)
      found.push(issue([...at, "handover"], "two_handover_groups", { other: handover.name }));
    return found;
  });
}

/** What a schema cannot say: references, repeated keys, crossed clamps, groups nobody can be in. */
export const sheetIssues = (raw: unknown): SheetIssue[] => [
  ...keyIssues(raw),
  ...unknownRefs(raw, "categories", "dimension", "dimensions"),
  ...unknownRefs(raw, "rules", "category", "categories"),
  ...clampIssues(raw),
  ...groupIssues(raw),
  ...actionIssues(raw),
];
