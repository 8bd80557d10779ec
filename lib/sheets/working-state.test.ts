import { describe, expect, it } from "vitest";
import type { EditedDraft } from "./edit-schemas.ts";
import { type Copy, getItem, type ItemRef, withItem } from "./items.ts";
import { sheetContent } from "./testing.ts";
import {
  answered,
  changed,
  edited,
  merged,
  redone,
  resolved,
  startWorking,
  toEdits,
  undone,
  unsent,
} from "./working-state.ts";

const base: Copy = { content: sheetContent(), segment: "all" };
const rule = (key: string): ItemRef => ({ kind: "rule", key });
const points = (copy: Copy, n: number) =>
  withItem(copy, rule("pricing"), { ...(getItem(copy, rule("pricing")) as object), points: n });
const pointsOf = ({ mine }: { mine: Copy }) => (getItem(mine, rule("pricing")) as { points: number }).points;
const named = (copy: Copy, name: string) =>
  withItem(copy, rule("title"), { ...(getItem(copy, rule("title")) as object), name });

let count = 0;
const newId = () => `id-${++count}`;
const start = startWorking(base, 1);
const answerTo = (results: EditedDraft["results"], from: number, revision: number): EditedDraft => ({
  key: "cars",
  version: 1,
  state: "draft",
  from_revision: from,
  revision,
  hash: "",
  updated_at: "2026-01-01T00:00:00.000Z",
  signatures_cleared: [],
  results,
});

describe("undo and redo", () => {
  it("go through own changes, typing into one rule being one step", () => {
    const typed = changed(changed(start, points(base, 1), 0), points(base, 12), 500);
    const both = changed(typed, points(base, 20), 5_000);
    expect(pointsOf(undone(both))).toBe(12);
    expect(pointsOf(undone(undone(both)))).toBe(10);
    expect(pointsOf(redone(undone(undone(both))))).toBe(12);
  });

  it("leave alone what somebody else has changed since", () => {
    const mine = changed(changed(start, named(base, "Title"), 0), points(named(base, "Title"), 12), 5_000);
    const saved = { ...mine, base: mine.mine };
    const theirs = merged(saved, points(mine.mine, 99), 3);
    const back = undone(theirs);
    expect(pointsOf(back)).toBe(99);
    expect(getItem(back.mine, rule("title"))).toMatchObject({ name: "Job title" });
  });

  it("bring a deleted rule back to its place", () => {
    const gone = changed(start, withItem(base, rule("pricing"), null), 0);
    expect(undone(gone).mine).toEqual(base);
  });

  it("take a move back even where the rule was changed since", () => {
    const moved = changed(start, withItem(base, rule("title"), undefined, null), 0);
    const theirs = merged({ ...moved, base: moved.mine }, named(moved.mine, "T"), 2);
    expect(undone(theirs).mine.content.rules.map(({ key, name }) => [key, name])).toEqual([
      ["pricing", "Visited pricing"],
      ["title", "T"],
    ]);
  });
});

describe("saving", () => {
  it("sends moves without a value, so that they clash with nothing", () => {
    const moved = changed(start, withItem(base, rule("title"), undefined, null), 0);
    const edits = toEdits(unsent(moved), newId);
    expect(edits).toHaveLength(1);
    expect(edits[0]).toHaveProperty("after");
    expect(edits[0]).not.toHaveProperty("value");
  });

  it("has nothing left to send once it is accepted, and keeps what was typed meanwhile", () => {
    const typed = changed(start, points(base, 12), 0);
    const edits = toEdits(unsent(typed), newId);
    const results = edits.map(({ id, item, value }) => ({ id, item, outcome: "accepted" as const, value }));
    const after = answered(typed, edits, answerTo(results, 1, 2));
    expect(unsent(after)).toEqual([]);
    expect(after.revision).toBe(2);
    const more = answered(changed(typed, points(base, 13), 100), edits, answerTo(results, 1, 2));
    expect(unsent(more)).toMatchObject([{ before: { points: 12 }, value: { points: 13 } }]);
  });

  it("knows that edits of others are still to be fetched", () => {
    const typed = changed(start, points(base, 12), 0);
    const edits = toEdits(unsent(typed), newId);
    const results = edits.map(({ id, item, value }) => ({ id, item, outcome: "accepted" as const, value }));
    const after = answered(typed, edits, answerTo(results, 4, 5));
    expect(after.revision).toBe(1);
    const fetched = merged(after, named(points(base, 12), "Theirs"), 5);
    expect(fetched).toMatchObject({ revision: 5, conflicts: [] });
    expect(getItem(fetched.mine, rule("title"))).toMatchObject({ name: "Theirs" });
  });
});

describe("a conflict", () => {
  const refused = () => {
    const typed = changed(start, points(base, 12), 0);
    const edits = toEdits(unsent(typed), newId);
    const results = edits.map(({ id, item }) => ({
      id,
      item,
      outcome: "conflict" as const,
      value: getItem(points(base, 7), rule("pricing")),
    }));
    return answered(typed, edits, answerTo(results, 2, 2));
  };

  it("keeps both versions and sends neither", () => {
    const state = refused();
    expect(state.conflicts).toEqual([rule("pricing")]);
    expect(pointsOf(state)).toBe(12);
    expect(getItem(state.base, rule("pricing"))).toMatchObject({ points: 7 });
    expect(unsent(state)).toEqual([]);
  });

  it("ends with mine sent over theirs, or with theirs taken", () => {
    expect(unsent(resolved(refused(), rule("pricing"), "mine"))).toMatchObject([
      { before: { points: 7 }, value: { points: 12 } },
    ]);
    const theirs = resolved(refused(), rule("pricing"), "theirs");
    expect(pointsOf(theirs)).toBe(7);
    expect(unsent(theirs)).toEqual([]);
  });

  it("is over once both say the same", () => {
    expect(changed(refused(), points(base, 7), 9_000).conflicts).toEqual([]);
  });
});

describe("an edit made on a screen that was drawn before", () => {
  const typed = changed(start, points(base, 12), 0);
  const edits = toEdits(unsent(typed), newId);
  const results = edits.map(({ id, item, value }) => ({ id, item, outcome: "accepted" as const, value }));

  it("a save was answered is no conflict with that save", () => {
    const saved = answered(typed, edits, answerTo(results, 1, 2));
    const more = edited(saved, typed.mine, points(typed.mine, 13), 100);
    expect(more.revision).toBe(2);
    expect(unsent(more)).toMatchObject([{ key: "pricing", value: { points: 13 } }]);
    expect(merged(more, points(base, 12), 2)).toMatchObject({ conflicts: [], mine: more.mine });
  });

  it("somebody else's change came in does not take that back", () => {
    const theirs = merged(typed, named(base, "Role"), 2);
    const more = edited(theirs, typed.mine, points(typed.mine, 13), 100);
    expect(getItem(more.mine, rule("title"))).toMatchObject({ name: "Role" });
    expect(pointsOf(more)).toBe(13);
    expect(unsent(more).map(({ key }) => key)).toEqual(["pricing"]);
  });
});
