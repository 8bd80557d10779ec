import { describe, expect, it } from "vitest";
import type { ImportKind } from "./kinds.ts";
import { type MappingInput, mappingSchema } from "./mapping.ts";
import { mappingIssues } from "./mapping-issues.ts";

const codes = (kind: ImportKind, mapping: MappingInput, columns: string[] | null = null) =>
  mappingIssues(kind, mapping_(mapping), columns).map((issue) => issue.code);
const mapping_ = (mapping: MappingInput) => mappingSchema.parse(mapping);

describe("a mapping", () => {
  it("may be written short or long", () => {
    const { columns } = mapping_({ columns: { A: "email", B: { to: "attribute:b", type: "number" } } });
    expect(columns).toEqual({ A: { to: "email", type: "auto" }, B: { to: "attribute:b", type: "number" } });
  });
  it.each([
    { columns: {}, extra: 1 },
    { columns: { A: { to: "email", kind: "x" } } },
    { columns: { A: "attribute:" } },
    { columns: { A: "attribute:a.b" } },
    { columns: { A: "attribute:__proto__" } },
    { columns: { A: { to: "attribute:a", type: "uuid" } } },
    { columns: {}, time_zone: "Mars/Olympus" },
    { columns: {}, known_at: "yesterday" },
    { columns: {}, stage: "won" },
    { columns: [] },
    {},
  ])("that is wrong in itself is refused: %j", (mapping) => {
    expect(mappingSchema.safeParse(mapping).success).toBe(false);
  });
  it("cannot send two columns to one field", () => {
    expect(codes("leads", { columns: { A: "email", B: "email" } })).toEqual(["two_columns_one_field"]);
    expect(codes("leads", { columns: { I: "user_id", A: "attribute:x", B: "attribute:x" } })).toEqual([
      "two_columns_one_field",
    ]);
    expect(codes("leads", { columns: { I: "user_id", A: "ignore", B: "ignore" } })).toEqual([]);
  });
  it("must say who and, for events and stages, what and when", () => {
    expect(codes("leads", { columns: { A: "attribute:a" } })).toEqual(["identity_missing"]);
    expect(codes("events", { columns: { A: "email" } })).toEqual(["target_missing", "target_missing"]);
    expect(codes("events", { columns: { A: "email", B: "occurred_at" }, event: "signed_up" })).toEqual([]);
    expect(codes("stages", { columns: { A: "email", B: "at", C: "stage" }, stage: "mql" })).toEqual([
      "column_and_fixed",
    ]);
  });
  it("is held against the kind and the file's columns", () => {
    expect(codes("stages", { columns: { A: "email", B: "at", C: "attribute:c" }, stage: "mql" })).toEqual([
      "unknown_target",
    ]);
    expect(codes("leads", { columns: { A: "email" }, event: "x" })).toEqual(["option_of_other_kind"]);
    expect(codes("leads", { columns: { A: "email", Z: "user_id" } }, ["A", "B"])).toEqual(["no_such_column"]);
  });
});
