import { expect, it } from "vitest";
import type { SheetContent } from "../scoring/schema.ts";
import { inOrder } from "./edit-content.ts";
import { sheetContent } from "./testing.ts";

/** The same value with the keys of every object turned round, as a store may answer it. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
};

it("equal contents become equal texts, whatever the order of their keys", () => {
  const content = sheetContent();
  const other = turned(content) as SheetContent;
  expect(JSON.stringify(other)).not.toBe(JSON.stringify(content));
  expect(JSON.stringify(inOrder(other))).toBe(JSON.stringify(inOrder(content)));
});

it("content that is no valid sheet stays as it is", () => {
  const content = { ...sheetContent(), categories: [] };
  expect(inOrder(content)).toBe(content);
});
