import type { ActionKind, GroupAction } from "../scoring/group-actions.ts";
import type { Group } from "../scoring/schema.ts";
import { freeKey } from "./edit-content.ts";

/** An action of a kind as it begins, under a key that no other of the sheet has; what only its author knows is empty. */
export function newAction(kind: ActionKind, groups: readonly Group[]): GroupAction {
  const taken = groups.flatMap(({ actions }) => actions ?? []);
  const head = { key: freeKey(kind.replace("_", "-"), taken), on: "enter" as const };
  switch (kind) {
    case "assign":
      return { ...head, kind, owner_first: true, routes: [{ when: null, team: "" }] };
    case "alert":
      return { ...head, kind, to: "sales", team: null, channels: ["app"] };
    case "webhook":
      return { ...head, kind, endpoint: "" };
    case "set_attribute":
      return { ...head, kind, attribute: "", value: "" };
    case "set_stage":
      return { ...head, kind, stage: "recycled" };
    case "enrol":
    case "withdraw":
      return { ...head, kind, programme: "" };
    case "promo_code":
      return { ...head, kind, pool: "" };
    case "crm":
      return { ...head, kind, connection: null };
  }
}

/** The group with other hysteresis; one that says nothing is left out, as in what is stored. */
export function withLeave(group: Group, part: Partial<NonNullable<Group["leave"]>>): Group {
  const { leave, ...rest } = group;
  const next = { after_hours: null, points_below: null, ...leave, ...part };
  return next.after_hours === null && next.points_below === null ? rest : { ...rest, leave: next };
}

/** The group with other actions; none are left out, as in what is stored. */
export function withActions(group: Group, next: GroupAction[]): Group {
  const { actions: _, ...rest } = group;
  return next.length === 0 ? rest : { ...rest, actions: next };
}
