import { expect, test } from "vitest";
import { sheetContentSchema } from "../scoring/schema.ts";
import { countFires } from "./actions-on.ts";
import { sheetByPoints } from "./testing.ts";

test("each lead that moves runs what it leaves and what it enters says; who only falls out waits", () => {
  const stage = { kind: "set_stage", stage: "mql" } as const;
  const content = sheetContentSchema.parse(
    sheetByPoints(
      {
        leave: { after_hours: 24 },
        actions: [
          { key: "a", on: "enter", ...stage },
          { key: "b", on: "enter", ...stage },
          { key: "c", on: "leave", ...stage },
        ],
      },
      { actions: [{ key: "d", on: "leave", ...stage }] },
    ),
  );
  const moves = [
    { from: "cold", to: "hot", leads: 10 },
    { from: "hot", to: "cold", leads: 4 },
    { from: "hot", to: null, leads: 2 },
    { from: null, to: "cold", leads: 100 },
  ];
  expect(countFires(content, moves)).toEqual({ atOnce: 10 * 3 + 2, staying: 4 });
});
