import type { useTranslations } from "next-intl";
import type { Condition, Leaf } from "../scoring/condition-schema.ts";
import type {
  BehaviourRule,
  Group,
  InactivityRule,
  ModelRule,
  Rule,
  SheetContent,
} from "../scoring/schema.ts";
import { EVENTS } from "../templates/events.ts";

/** Texts of one language, from the messages' `Sentences`. */
export type Sentences = ReturnType<typeof useTranslations<"Sentences">>;
export type Line = { points: number; text: string };

/** What the templates count has words; anything else goes by its name. */
const ACTS = Object.values(EVENTS);

const quoted = (value: unknown, t: Sentences): string =>
  typeof value === "string" ? t("quoted", { value }) : String(value);

/** Says a condition of one field, such as: title is one of “CEO”, “CTO”. */
function leafText(leaf: Leaf, t: Sentences): string {
  const { field } = leaf;
  switch (leaf.op) {
    case "in":
    case "not_in":
      return t(`op.${leaf.op}`, { field, value: leaf.value.map((value) => quoted(value, t)).join(", ") });
    case "between":
      return t("op.between", { field, low: String(leaf.value[0]), high: String(leaf.value[1]) });
    case "within_days":
      return t("op.within_days", { field, days: leaf.value });
    case "exists":
    case "not_exists":
      return t(`op.${leaf.op}`, { field });
    case "before":
    case "after":
      return t(`op.${leaf.op}`, { field, value: leaf.value });
    default:
      return t(`op.${leaf.op}`, { field, value: quoted(leaf.value, t) });
  }
}

function joined(parts: readonly string[], word: "and" | "or", t: Sentences): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : t(word, { list: parts.slice(0, -1).join(", "), last });
}

const isList = (condition: Condition): boolean =>
  ("all" in condition && condition.all.length > 1) || ("any" in condition && condition.any.length > 1);

/** Says a condition in words; a list within a list stands in parentheses. */
export function conditionText(condition: Condition, t: Sentences): string {
  if ("not" in condition) return t("not", { inner: conditionText(condition.not, t) });
  if (!("all" in condition) && !("any" in condition)) return leafText(condition, t);
  const [word, parts] =
    "all" in condition ? (["and", condition.all] as const) : (["or", condition.any] as const);
  if (parts.length === 0) return t(word === "and" ? "always" : "never");
  const texts = parts.map((part) => {
    const inner = conditionText(part, t);
    return parts.length > 1 && isList(part) ? t("group", { inner }) : inner;
  });
  return joined(texts, word, t);
}

/** Says what a lead does, by the name of the event. */
export function actText(event: string, t: Sentences): string {
  if (event === "*") return t("act.any");
  const known = ACTS.find((act) => act === event);
  return known ? t(`act.${known}`) : t("act.other", { event: t("quoted", { value: event }) });
}

function behaviourText(rule: BehaviourRule, t: Sentences): string {
  const { where, limit, window_days: window, half_life_days: fade } = rule;
  return t("behaviour", {
    act: actText(rule.event, t),
    where: where === null ? "" : t("where", { condition: conditionText(where, t) }),
    limit: limit === null ? "" : t(`limit.${limit.per}`, { times: limit.times }),
    window: window === null ? "" : t("window", { days: window }),
    fade: fade === null ? "" : t("fade", { days: fade }),
  });
}

const inactivityText = (
  { after_days: days, every_days: every, limit }: InactivityRule,
  t: Sentences,
): string =>
  t("inactivity", {
    days,
    again: every === null ? "" : t("again", { days: every }),
    limit: limit === null ? "" : t("limit.lifetime", { times: limit.times }),
  });

/** A step a line, the likeliest first; the version and whether it counts for the time before it was trained stand in each. */
function modelLines({ model, version, steps, otherwise, backdate }: ModelRule, t: Sentences): Line[] {
  const since = backdate ? t("model.backdated") : "";
  const lines = [...steps]
    .sort((a, b) => b.from - a.from)
    .map(({ from, points }) => ({ points, text: t("model.step", { model, version, from, since }) }));
  if (otherwise === 0 && lines.length > 0) return lines;
  return [...lines, { points: otherwise, text: t("model.otherwise", { model, version, since }) }];
}

/** Says what a rule gives and when: one line, or one a case for rules on attributes and models. Pure. */
export function ruleLines(rule: Rule, t: Sentences): Line[] {
  if (rule.kind === "behaviour") return [{ points: rule.points, text: behaviourText(rule, t) }];
  if (rule.kind === "inactivity") return [{ points: rule.points, text: inactivityText(rule, t) }];
  if (rule.kind === "model") return modelLines(rule, t);
  const cases = rule.cases.map(({ when, points }) => ({
    points,
    text: t("fit", { condition: conditionText(when, t) }),
  }));
  return rule.otherwise === 0 ? cases : [...cases, { points: rule.otherwise, text: t("otherwise") }];
}

/** Says what a lead needs to be in a group. */
export function groupText(group: Group, content: Pick<SheetContent, "dimensions">, t: Sentences): string {
  const parts = Object.entries(group.from).map(([key, value]) => {
    if (key === "total") return t("group_from.total", { value });
    const name = content.dimensions.find((dimension) => dimension.key === key)?.name ?? key;
    return t("group_from.dimension", { name, value });
  });
  return parts.length === 0 ? t("group_from.all") : joined(parts, "and", t);
}

/** Says between which values something is kept, or null where nothing bounds it. */
export function boundsText(
  { min, max }: { min: number | null; max: number | null },
  t: Sentences,
): string | null {
  if (min !== null && max !== null) return t("bounds.both", { min, max });
  if (min !== null) return t("bounds.min", { min });
  return max === null ? null : t("bounds.max", { max });
}
