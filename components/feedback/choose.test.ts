import { expect, it } from "vitest";
import { chooseSubject, subjectOf, subjectValue } from "./choose.ts";

const version = (sheet: string, number: number, state: "active" | "retired", handedOver: number) => ({
  sheet,
  sheet_name: sheet,
  version: number,
  state,
  segment: "all",
  activated_at: "2026-01-01T00:00:00.000Z",
  retired_at: null,
  trial_days: 90,
  handed_over: handedOver,
  frozen_at: null,
});
const nothing = { sheet: null, version: null };

it("opens with the newest version in force that handed anybody over", () => {
  const versions = [
    version("b", 3, "active", 0),
    version("b", 2, "retired", 9),
    version("a", 1, "active", 4),
  ];
  expect(chooseSubject({ versions, imported: 5 }, nothing)).toEqual({ sheet: "a", version: "1" });
});

it("opens with a retired version rather than with one that handed nobody over", () => {
  const versions = [version("b", 3, "active", 0), version("b", 2, "retired", 9)];
  expect(chooseSubject({ versions, imported: 0 }, nothing)).toEqual({ sheet: "b", version: "2" });
});

it("keeps to the sheet and version that are asked for, known or not", () => {
  const versions = [version("a", 1, "active", 4), version("b", 2, "retired", 1)];
  const choose = (sheet: string | null, of: string | null) =>
    chooseSubject({ versions, imported: 0 }, { sheet, version: of });
  expect(choose("b", null)).toEqual({ sheet: "b", version: "2" });
  expect(choose("gone", "7")).toEqual({ sheet: "gone", version: "7" });
  expect(choose("gone", null)).toEqual({ sheet: "gone", version: "active" });
  expect(choose("a", "imported")).toEqual({ sheet: null, version: "imported" });
});

it("reports on what was handed over outside where there is no version, and on nothing where there is nothing", () => {
  expect(chooseSubject({ versions: [], imported: 1 }, nothing)).toEqual({ sheet: null, version: "imported" });
  expect(chooseSubject({ versions: [], imported: 0 }, nothing)).toBeNull();
});

it("finds a subject again by the value of its option", () => {
  for (const subject of [
    { sheet: "cars-2", version: "12" },
    { sheet: null, version: "imported" as const },
  ])
    expect(subjectOf(subjectValue(subject))).toEqual(subject);
});
