import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../scoring/condition.ts";
import { type Condition, type Leaf, OPS } from "../scoring/condition-schema.ts";
import { validateCondition } from "../scoring/validate.ts";
import { fromList, partPath, toList, toScalar, toScalars, withOp } from "./condition-tree.ts";
import { slug } from "./slug.ts";

const leaf = fc.record({
  field: fc.constantFrom("a", "b"),
  op: fc.constant("eq" as const),
  value: fc.constantFrom(1, 2),
});
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ all: fc.array(tie("condition"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("condition"), { maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
  ),
}));
const lead = fc.record({ a: fc.constantFrom(1, 2, 3), b: fc.constantFrom(1, 2, 3) });

describe("conditions as lists", () => {
  it("mean the same after being read and written by the form", () => {
    fc.assert(
      fc.property(condition, lead, (given, object) => {
        expect(evaluate(fromList(toList(given)), object, 0)).toBe(evaluate(given, object, 0));
      }),
    );
  });

  it("find the issues of a part where the whole keeps it", () => {
    const bad = { field: "a", op: "nope", value: 1 } as unknown as Condition;
    for (const whole of [{ all: [bad] }, { any: [bad] }, { not: { any: [bad] } }, { not: bad }, bad]) {
      const found = validateCondition(whole);
      const prefix = partPath(whole, 0);
      const path = prefix === "" ? "op" : `${prefix}.op`;
      expect(found).toMatchObject({ ok: false, issues: [{ path, code: "unknown_op" }] });
    }
  });

  it("change operator without leaving the shape of a condition", () => {
    const shapes = OPS.map((op) => withOp({ field: "a", op: "eq", value: "x" }, op));
    for (const from of shapes) {
      for (const op of OPS) {
        const made = withOp(from as Leaf, op);
        const found = validateCondition(made);
        const codes = found.ok ? [] : found.issues.map(({ code }) => code);
        expect(codes.filter((code) => !["not_a_number", "not_a_date"].includes(code))).toEqual([]);
      }
    }
  });
});

describe("typed values", () => {
  it("are numbers where they read back the same, else texts", () => {
    expect(["5", "-1.5", "007", "1.", "", "1e3", "x"].map(toScalar)).toEqual([
      5,
      -1.5,
      "007",
      "1.",
      "",
      "1e3",
      "x",
    ]);
    expect(toScalars("CEO, 5,\n CTO,,")).toEqual(["CEO", 5, "CTO"]);
  });

  it("make keys of names", () => {
    expect(["Madrid, más de 30", "  Año ", "日本"].map(slug)).toEqual(["madrid-mas-de-30", "ano", ""]);
  });
});
