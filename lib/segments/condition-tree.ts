import type { Condition, Leaf, Op } from "../scoring/condition-schema.ts";

export type ListKind = "all" | "any" | "none";
/** A condition as people edit it: a list with how many of it must hold. */
export type ConditionList = { kind: ListKind; parts: Condition[] };

export const isLeaf = (condition: Condition): condition is Leaf => "op" in condition;

/** Any condition as a list; `not` reads as "none of". Means the same. */
export function toList(condition: Condition): ConditionList {
  if ("all" in condition) return { kind: "all", parts: condition.all };
  if ("any" in condition) return { kind: "any", parts: condition.any };
  if (!("not" in condition)) return { kind: "all", parts: [condition] };
  const { not: inner } = condition;
  return { kind: "none", parts: "any" in inner ? inner.any : [inner] };
}

export function fromList({ kind, parts }: ConditionList): Condition {
  if (kind === "all") return { all: parts };
  return kind === "any" ? { any: parts } : { not: { any: parts } };
}

/** Where the parts of `condition` stand in it, for finding their issues ("not.any.0.field"). */
export function partPath(condition: Condition, place: number): string {
  if ("all" in condition) return `all.${place}`;
  if ("any" in condition) return `any.${place}`;
  if (!("not" in condition)) return "";
  return "any" in condition.not ? `not.any.${place}` : "not";
}

/** What was typed as the value it stands for: a number where it reads back the same, else the text. */
export function toScalar(text: string): string | number {
  const number = Number(text);
  return text.trim() !== "" && Number.isFinite(number) && String(number) === text ? number : text;
}

/** Values separated by commas or lines; none of them empty. */
export function toScalars(text: string): (string | number)[] {
  return text
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map(toScalar);
}

/** A leaf with another operator: the value is kept where the new one takes such a value. */
export function withOp(leaf: Leaf, op: Op): Leaf {
  const { field } = leaf;
  const value = "value" in leaf ? leaf.value : "";
  const single = Array.isArray(value) ? (value[0] ?? "") : value;
  const made = (given: unknown) => ({ field, op, value: given }) as Leaf;
  switch (op) {
    case "exists":
    case "not_exists":
      return { field, op } as Leaf;
    case "in":
    case "not_in":
      return made(Array.isArray(value) ? value : single === "" ? [] : [single]);
    case "between":
      return made([single, Array.isArray(value) ? (value[1] ?? "") : ""]);
    case "within_days":
      return made(typeof single === "number" && single > 0 ? single : 30);
    case "before":
    case "after":
      return made(typeof single === "string" ? single : "");
    default:
      return made(single);
  }
}
