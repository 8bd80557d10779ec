import type { Condition, Leaf } from "./condition-schema.ts";
import { compileField, type Fields } from "./field.ts";
import { compileLeaf, nextEdge, whenMissing } from "./leaf.ts";
import { DAY_MS, readInstant } from "./values.ts";

/** Decides a condition; `overlay` holds further own fields, which win over the object's. */
export type Predicate = (object: Fields, asOfMs: number, overlay?: Fields | null) => boolean;

/** Decides it without its overlay and without a clock, where that can be done. */
export type PartialPredicate = (object: Fields, mayBeElsewhere: (field: string) => boolean) => boolean | null;

export type CompiledCondition = {
  test: Predicate;
  partial: PartialPredicate;
  fields: readonly string[];
  timeDependent: boolean;
  /** Instant (ms) after `asOfMs` at which the condition may flip by the passing of time, else null. */
  nextFlip: (object: Fields, asOfMs: number, overlay?: Fields | null) => number | null;
};

export function leavesOf(condition: Condition): Leaf[] {
  if ("all" in condition) return condition.all.flatMap(leavesOf);
  if ("any" in condition) return condition.any.flatMap(leavesOf);
  return "not" in condition ? leavesOf(condition.not) : [condition];
}

/** Distinct fields that a condition reads, in order of appearance. */
export const fieldsOf = (condition: Condition): string[] => [
  ...new Set(leavesOf(condition).map((leaf) => leaf.field)),
];

type Node = Pick<CompiledCondition, "test" | "partial">;

function leafNode(leaf: Leaf): Node {
  const read = compileField(leaf.field);
  const decide = compileLeaf(leaf);
  const missing = whenMissing(leaf);
  return {
    test: (object, asOfMs, overlay) => {
      const value = read(object, overlay);
      return value === undefined || value === null ? missing : decide(value, asOfMs);
    },
    partial: (object, mayBeElsewhere) => {
      if (!Object.hasOwn(object, leaf.field) && mayBeElsewhere(leaf.field)) return null;
      const value = read(object);
      if (value === undefined || value === null) return missing;
      if (leaf.op === "within_days") return Number.isNaN(readInstant(value)) ? false : null;
      return decide(value, 0);
    },
  };
}

/** `all` where `decisive` is false, `any` where it is true. */
function listNode(nodes: readonly Node[], decisive: boolean): Node {
  return {
    test: (object, asOfMs, overlay) => {
      for (const node of nodes) if (node.test(object, asOfMs, overlay) === decisive) return decisive;
      return !decisive;
    },
    partial: (object, mayBeElsewhere) => {
      let open = false;
      for (const node of nodes) {
        const decided = node.partial(object, mayBeElsewhere);
        if (decided === decisive) return decisive;
        if (decided === null) open = true;
      }
      return open ? null : !decisive;
    },
  };
}

function compileNode(condition: Condition): Node {
  if ("all" in condition) return listNode(condition.all.map(compileNode), false);
  if ("any" in condition) return listNode(condition.any.map(compileNode), true);
  if (!("not" in condition)) return leafNode(condition);
  const inner = compileNode(condition.not);
  return {
    test: (object, asOfMs, overlay) => !inner.test(object, asOfMs, overlay),
    partial: (object, mayBeElsewhere) => {
      const decided = inner.partial(object, mayBeElsewhere);
      return decided === null ? null : !decided;
    },
  };
}

/** @param condition a valid condition; its unions are decided left to right. */
export function compileCondition(condition: Condition): CompiledCondition {
  const clocked = leavesOf(condition).flatMap((leaf) =>
    leaf.op === "within_days" ? [{ read: compileField(leaf.field), spanMs: leaf.value * DAY_MS }] : [],
  );
  return {
    ...compileNode(condition),
    fields: fieldsOf(condition),
    timeDependent: clocked.length > 0,
    nextFlip: (object, asOfMs, overlay) => {
      let next: number | null = null;
      for (const { read, spanMs } of clocked) {
        const edge = nextEdge(readInstant(read(object, overlay)), spanMs, asOfMs);
        if (edge !== null && (next === null || edge < next)) next = edge;
      }
      return next;
    },
  };
}

/** Whether `condition` holds for `object` at `asOfMs`; compile it where it is asked more than once. */
export const evaluate = (condition: Condition, object: Fields, asOfMs: number): boolean =>
  compileCondition(condition).test(object, asOfMs);

/** Instant (ms) after `asOfMs` at which a within_days leaf may flip for `object`, else null. */
export const nextFlip = (condition: Condition, object: Fields, asOfMs: number): number | null =>
  compileCondition(condition).nextFlip(object, asOfMs);
