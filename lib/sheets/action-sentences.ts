import type { ActionOf, GroupAction, Leave } from "../scoring/group-actions.ts";
import { conditionText, type Sentences } from "./sentences.ts";

/** A key that nobody has named yet is a gap. */
const named = (key: string): string => (key === "" ? "…" : key);

function assignText({ owner_first, routes }: ActionOf<"assign">, t: Sentences): string {
  const texts = routes.map(({ when, team }) =>
    when === null
      ? t("action.route", { team: named(team) })
      : t("action.routeWhen", { team: named(team), condition: conditionText(when, t) }),
  );
  const list = texts.reduceRight((rest, first) => t("action.routeElse", { first, rest }));
  return t("action.assign", { owner: owner_first ? "yes" : "no", routes: list });
}

/** Says what an action does to a lead, such as: set its stage to Recycled. Pure. */
export function actionText(action: GroupAction, t: Sentences): string {
  switch (action.kind) {
    case "assign":
      return assignText(action, t);
    case "alert": {
      const by = action.channels.length > 1 ? "both" : (action.channels[0] ?? "app");
      return t("action.alert", { to: action.to, by, team: named(action.team ?? "") });
    }
    case "webhook":
      return t("action.webhook", { endpoint: named(action.endpoint) });
    case "set_attribute": {
      const attribute = named(action.attribute);
      if (action.value === null) return t("action.unset_attribute", { attribute });
      const value =
        typeof action.value === "string" ? t("quoted", { value: action.value }) : String(action.value);
      return t("action.set_attribute", { attribute, value });
    }
    case "set_stage":
      return t("action.set_stage", { stage: action.stage });
    case "enrol":
    case "withdraw":
      return t(`action.${action.kind}`, { programme: named(action.programme) });
    case "promo_code":
      return t("action.promo_code", { pool: named(action.pool) });
    case "crm":
      return t("action.crm", { connection: action.connection ?? "all" });
  }
}

/** Says when an action is done, and what it does. */
export const actionLine = (action: GroupAction, group: string, t: Sentences): string =>
  t(`action.${action.on}`, { group, what: actionText(action, t) });

/** Says when a lead has left a group, or null where it has as soon as its score is out. */
export function leaveText(leave: Leave | null | undefined, t: Sentences): string | null {
  const { after_hours: hours = null, points_below: points = null } = leave ?? {};
  if (hours !== null && points !== null) return t("left.both", { hours, points });
  if (hours !== null) return t("left.hours", { hours });
  return points === null ? null : t("left.points", { points });
}
