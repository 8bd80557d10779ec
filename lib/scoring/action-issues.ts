import { issue, type Path, type SheetIssue } from "./issues.ts";
import { finite, isRecord, list, prop } from "./raw.ts";

/** What a group is called in a message. */
function nameOf(group: unknown, place: number): string {
  const [name, key] = [prop(group, "name"), prop(group, "key")];
  const text = [name, key].find((part) => typeof part === "string" && part !== "");
  return String(text ?? place).slice(0, 100);
}

function leaveIssues(group: unknown, place: number): SheetIssue[] {
  const leave = prop(group, "leave");
  const hours = finite(prop(leave, "after_hours"));
  const points = finite(prop(leave, "points_below"));
  if (hours === null && points === null) return [];
  const at: Path = ["groups", place, "leave"];
  const name = { group: nameOf(group, place) };
  if (place === 0) return [issue(at, "hysteresis_of_lowest_group", name)];
  const from = prop(group, "from");
  const hasMinimum = isRecord(from) && finite(prop(from, "total")) !== null;
  return points === null || hasMinimum ? [] : [issue([...at, "points_below"], "points_below_nothing", name)];
}

/** Reasons to refuse what groups do: repeated keys, nobody to tell, leads assigned that are not handed over. */
export function actionIssues(raw: unknown): SheetIssue[] {
  const seen = new Set<string>();
  return list(raw, "groups").flatMap((group, place) => [
    ...leaveIssues(group, place),
    ...list(group, "actions").flatMap((action, n): SheetIssue[] => {
      const at: Path = ["groups", place, "actions", n];
      const found: SheetIssue[] = [];
      const [key, kind] = [prop(action, "key"), prop(action, "kind")];
      if (typeof key === "string" && seen.has(key))
        found.push(issue([...at, "key"], "duplicate_key", { key: key.slice(0, 64) }));
      if (typeof key === "string") seen.add(key);
      const isHandedOver = prop(group, "handover") === true && prop(action, "on") === "enter";
      if (kind === "assign" && !isHandedOver)
        found.push(issue([...at, "kind"], "assign_without_handover", { group: nameOf(group, place) }));
      if (kind === "alert" && prop(action, "to") === "team" && (prop(action, "team") ?? null) === null)
        found.push(issue([...at, "team"], "alert_without_team"));
      return found;
    }),
  ]);
}
