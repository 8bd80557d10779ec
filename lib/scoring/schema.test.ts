import { describe, expect, it } from "vitest";
import { createSchema } from "zod-openapi";
import { conditionSchema, OPS } from "./condition-schema.ts";
import { sheetContentSchema } from "./schema.ts";

describe.each(["input", "output"] as const)("the sheet schema's OpenAPI %s", (io) => {
  const { components } = createSchema(sheetContentSchema, { io });

  it("names its parts", () => {
    expect(Object.keys(components)).toEqual(
      expect.arrayContaining([
        "BehaviourRule",
        "FitRule",
        "InactivityRule",
        "Condition",
        "Group",
        "SheetContent",
      ]),
    );
  });

  it("lists every operator", () => {
    const text = JSON.stringify(components);
    for (const op of OPS) expect(text).toContain(`"${op}"`);
  });
});

it("a condition's schema refers to itself by name", () => {
  expect(createSchema(conditionSchema).schema).toStrictEqual({ $ref: "#/components/schemas/Condition" });
});
