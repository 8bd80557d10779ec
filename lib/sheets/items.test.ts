import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges, diffItems, mergeCopies } from "./diff-items.ts";
import { type Copy, getItem, itemHash, sameItem, withItem } from "./items.ts";
import { sheetContent } from "./testing.ts";

const base: Copy = { content: sheetContent(), segment: "all" };
const rule = (key: string) => ({ kind: "rule" as const, key });
const pointsOf = (copy: Copy, key: string) =>
  (getItem(copy, rule(key)) as { points?: number } | null)?.points;
const withPoints = (copy: Copy, key: string, points: number) =>
  withItem(copy, rule(key), { ...(getItem(copy, rule(key)) as object), points });

/** Copies with some of eight rules, in any order, each with one of three values. */
const copies = fc
  .shuffledSubarray(["a", "b", "c", "d", "e", "f", "g", "h"])
  .chain((keys) =>
    fc.tuple(fc.constant(keys), fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 8, maxLength: 8 })),
  )
  .map(([keys, values]): Copy => {
    const rules = keys.map((key, i) => ({ key, value: values[i] })) as never;
    return { ...base, content: { ...base.content, rules } };
  });

describe("the hash of an item", () => {
  it("is SHA-256 of its canonical JSON, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const json = JSON.stringify(text);
        expect(itemHash(text)).toBe(createHash("sha256").update(json, "utf8").digest("hex"));
      }),
    );
  });

  it("does not depend on the order of fields, and is null for nothing", () => {
    expect(itemHash({ a: 1, b: 2 })).toBe(itemHash({ b: 2, a: 1 }));
    expect(itemHash(null)).toBeNull();
  });
});

describe("two items", () => {
  it("are the same exactly where their hashes are", () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(sameItem(a, b)).toBe(itemHash(a) === itemHash(b));
        expect(sameItem(a, structuredClone(a))).toBe(true);
      }),
    );
  });

  it("can hold a number that is none yet", () => {
    expect(sameItem({ points: Number.NaN }, { points: Number.NaN })).toBe(true);
    expect(sameItem({ points: Number.NaN }, { points: 1 })).toBe(false);
  });
});

describe("the difference of two copies", () => {
  it("makes the one out of the other, order included", () => {
    fc.assert(
      fc.property(copies, copies, (from, to) => {
        expect(applyChanges(from, diffItems(from, to))).toEqual(to);
        expect(diffItems(to, to)).toEqual([]);
      }),
    );
  });

  it("names one moved rule as one move", () => {
    const to = withItem(base, rule("title"), undefined, null);
    expect(diffItems(base, to)).toHaveLength(1);
    expect(applyChanges(base, diffItems(base, to))).toEqual(to);
  });
});

describe("merging what two people did", () => {
  it("keeps both where they edited different rules", () => {
    const { copy, conflicts } = mergeCopies(
      base,
      withItem(base, rule("title"), null),
      withPoints(base, "pricing", 7),
    );
    expect(conflicts).toEqual([]);
    expect(pointsOf(copy, "pricing")).toBe(7);
    expect(getItem(copy, rule("title"))).toBeNull();
  });

  it("keeps mine and names the rule where both edited it", () => {
    const { copy, conflicts } = mergeCopies(
      base,
      withPoints(base, "pricing", 6),
      withPoints(base, "pricing", 7),
    );
    expect(conflicts).toEqual([rule("pricing")]);
    expect(pointsOf(copy, "pricing")).toBe(6);
  });

  it("holds back a change of theirs to the rule that is being typed into", () => {
    const { copy, conflicts } = mergeCopies(
      base,
      base,
      withPoints(base, "pricing", 7),
      ({ key }) => key === "pricing",
    );
    expect(conflicts).toEqual([rule("pricing")]);
    expect(pointsOf(copy, "pricing")).toBe(10);
  });

  it("loses nothing that only one of the two changed", () => {
    fc.assert(
      fc.property(copies, copies, copies, (from, mine, theirs) => {
        const { copy, conflicts } = mergeCopies(from, mine, theirs);
        const clashing = new Set(conflicts.map(({ key }) => key));
        const changedBy = (other: Copy) =>
          diffItems(from, other).filter(({ before, value }) => itemHash(before) !== itemHash(value));
        for (const change of [
          ...changedBy(mine),
          ...changedBy(theirs).filter(({ key }) => !clashing.has(key)),
        ])
          expect(itemHash(getItem(copy, change))).toBe(itemHash(change.value));
      }),
    );
  });
});
