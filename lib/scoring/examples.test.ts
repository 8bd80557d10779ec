import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { validateSheet } from "./validate.ts";

test("the sheet in docs/examples is a good one", () => {
  const raw: unknown = JSON.parse(readFileSync("docs/examples/x-education.sheet.json", "utf8"));
  expect(validateSheet(raw)).toMatchObject({ ok: true });
});
