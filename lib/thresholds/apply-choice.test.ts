import { expect, it } from "vitest";
import { validateSheet } from "../scoring/validate.ts";
import { sheetContent } from "../sheets/testing.ts";
import { applyChoice } from "./apply-choice.ts";

const handing = (content: ReturnType<typeof sheetContent>) =>
  content.groups.filter(({ handover }) => handover).map(({ key, from }) => [key, from.total]);

it("moves the group that hands over", () => {
  expect(handing(applyChoice(sheetContent(), "hot", 42, "Hot"))).toEqual([["hot", 42]]);
});

it("in pilot mode makes the highest group hand over, or adds one to the group of everybody", () => {
  const cold = { key: "cold", name: "Cold", from: {} };
  const some = sheetContent({ groups: [cold, { key: "warm", name: "Warm", from: { total: 10 } }] });
  expect(handing(applyChoice(some, null, 25, "Hot"))).toEqual([["warm", 25]]);
  for (const only of ["cold", "hot"]) {
    const added = applyChoice(sheetContent({ groups: [{ ...cold, key: only }] }), null, 25, "Hot");
    expect(added.groups.at(-1)).toMatchObject({ name: "Hot", from: { total: 25 }, handover: true });
    expect(validateSheet(added)).toMatchObject({ ok: true });
  }
});
