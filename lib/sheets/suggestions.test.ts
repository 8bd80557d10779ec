import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { listNotifications } from "../notifications/list-notifications.ts";
import type { Rule } from "../scoring/schema.ts";
import { listAudit } from "../workspace/list-audit.ts";
import { acceptSuggestion } from "./accept-suggestion.ts";
import { inbox, key, setUp } from "./agreement-testing.ts";
import { approveSheet } from "./approve-sheet.ts";
import { discardDraft } from "./discard-draft.ts";
import { editDraft } from "./edit-draft.ts";
import { getItem, itemHash } from "./items.ts";
import { listEdits } from "./list-edits.ts";
import { listSuggestions } from "./list-suggestions.ts";
import { rejectSuggestion } from "./reject-suggestion.ts";
import { suggestEdits } from "./suggest-edits.ts";
import { sheetContent } from "./testing.ts";
import { withdrawSuggestion } from "./withdraw-suggestion.ts";

useTestDatabase();

const content = sheetContent();
const [pricing, title] = content.rules as [Rule, Rule];
const item = { kind: "rule" as const, key: "pricing" };
const edit = (points: number, was: unknown = pricing) => ({
  id: randomUUID(),
  item,
  was: itemHash(was),
  value: { ...pricing, points },
});
const suggest = (who: TestMember, points = 15, id = randomUUID()) =>
  suggestEdits(who.ctx, { key, id, reason: "Pricing tells most", edits: [edit(points)] });
const listed = (who: TestMember, state?: "open" | "decided") =>
  listSuggestions(who.ctx, { key, state, limit: 50 });

describe("a suggestion", () => {
  it("changes nothing, keeps the signatures and tells the other side", async () => {
    const { marketer, sales, manager, hash, newest } = await setUp();
    await approveSheet(marketer.ctx, { key, hash });
    const made = await suggest(sales);
    expect(made).toMatchObject({
      state: "open",
      version: 1,
      member: { id: sales.memberId, side: "sales" },
      reason: "Pricing tells most",
      changes: [{ item, before: { points: 10 }, value: { points: 15 } }],
      outdated: [],
    });
    expect(await newest()).toMatchObject({ hash, signatures: [{ side: "marketing" }] });
    expect(await inbox(marketer.ctx)).toEqual(["suggested"]);
    expect(await inbox(sales.ctx)).toEqual([]);
    expect((await listed(manager)).suggestions).toEqual([made]);
  });

  it("is made once, however often it is sent", async () => {
    const { marketer, sales } = await setUp();
    const id = randomUUID();
    const [first, again] = [await suggest(sales, 15, id), await suggest(sales, 15, id)];
    expect(again).toEqual(first);
    expect((await listed(sales)).suggestions).toHaveLength(1);
    expect(await inbox(marketer.ctx)).toEqual(["suggested"]);
  });

  it("is refused where nothing would change, where the sheet would not be valid, and on what has moved on", async () => {
    const { marketer, sales, manager } = await setUp();
    await expect(suggest(sales, 10)).rejects.toMatchObject({ status: 422 });
    const invalid = { ...edit(5), value: { ...pricing, category: "none" } };
    await expect(
      suggestEdits(sales.ctx, { key, id: randomUUID(), reason: "?", edits: [invalid] }),
    ).rejects.toMatchObject({ code: "invalid_sheet" });
    await expect(suggest(manager)).rejects.toMatchObject({ status: 403 });
    await editDraft(marketer.ctx, { key, edits: [edit(7)] });
    await expect(suggest(sales)).rejects.toMatchObject({ status: 409, issues: [{ path: "edits.0" }] });
  });

  it("accepted is an edit of who accepts, credited to both, that clears the signatures", async () => {
    const { workspaceId, marketer, sales, hash, newest } = await setUp();
    const made = await suggest(sales);
    await approveSheet(sales.ctx, { key, hash });
    const { suggestion, draft } = await acceptSuggestion(marketer.ctx, { key, id: made.id });
    expect(suggestion).toMatchObject({ state: "accepted", decided_by: { id: marketer.memberId } });
    expect(draft).toMatchObject({ revision: 2, signatures_cleared: ["sales"] });
    const version = await newest();
    expect(version).toMatchObject({ revision: 2, signatures: [] });
    expect(version.content.rules[0]).toMatchObject({ points: 15 });
    const { edits } = await listEdits(marketer.ctx, { key, after: 1 });
    expect(edits).toMatchObject([
      { item, member: { id: marketer.memberId }, suggested_by: { id: sales.memberId } },
    ]);
    expect(await inbox(sales.ctx)).toEqual(["suggestion_accepted"]);
    const admin = await createMember(workspaceId, "admin");
    const { entries } = await listAudit(admin.ctx, { limit: 50 });
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["sheets.suggest", "sheets.edit", "sheets.accept_suggestion"]),
    );
    expect(entries.find(({ action }) => action === "sheets.edit")?.detail).toMatchObject({
      suggestion: made.id,
      suggested_by: sales.memberId,
    });
  });

  it("accepted twice is done once", async () => {
    const { marketer, sales, newest } = await setUp();
    const made = await suggest(sales);
    await acceptSuggestion(marketer.ctx, { key, id: made.id });
    const again = await acceptSuggestion(marketer.ctx, { key, id: made.id });
    expect(again).toMatchObject({ suggestion: { state: "accepted" }, draft: null });
    expect((await newest()).revision).toBe(2);
    expect(await inbox(sales.ctx)).toEqual(["suggestion_accepted"]);
    await expect(rejectSuggestion(marketer.ctx, { key, id: made.id })).rejects.toMatchObject({ status: 409 });
  });

  it("whose item has changed since says so, and counts over it only where its state was seen", async () => {
    const { marketer, sales, newest } = await setUp();
    const made = await suggest(sales);
    await editDraft(marketer.ctx, { key, edits: [edit(7)] });
    expect((await listed(sales, "open")).suggestions).toMatchObject([{ id: made.id, outdated: [item] }]);
    await expect(acceptSuggestion(marketer.ctx, { key, id: made.id })).rejects.toMatchObject({
      status: 409,
      issues: [{ path: "rule:pricing", code: "item_changed" }],
    });
    const copy = { content: (await newest()).content, segment: "all" };
    const over = [{ item, was: itemHash(getItem(copy, item)) }];
    await editDraft(sales.ctx, { key, edits: [edit(8, { ...pricing, points: 7 })] });
    await expect(acceptSuggestion(marketer.ctx, { key, id: made.id, over })).rejects.toMatchObject({
      status: 409,
    });
    const seen = [{ item, was: itemHash({ ...pricing, points: 8 }) }];
    await acceptSuggestion(marketer.ctx, { key, id: made.id, over: seen });
    expect((await newest()).content.rules[0]).toMatchObject({ points: 15 });
  });

  it("on other items merges with what others edited meanwhile", async () => {
    const { marketer, sales, newest } = await setUp();
    const made = await suggest(sales);
    const other = { kind: "rule" as const, key: "title" };
    const value = { ...title, name: "Position" };
    await editDraft(marketer.ctx, {
      key,
      edits: [{ id: randomUUID(), item: other, was: itemHash(title), value }],
    });
    await acceptSuggestion(marketer.ctx, { key, id: made.id });
    expect((await newest()).content.rules).toMatchObject([{ points: 15 }, { name: "Position" }]);
  });

  it("rejected tells its author why; withdrawn is for its author alone", async () => {
    const { marketer, sales, hash, newest } = await setUp();
    const [first, second] = [await suggest(sales), await suggest(sales, 20)];
    const rejected = await rejectSuggestion(marketer.ctx, { key, id: first.id, reason: "Too much" });
    expect(rejected).toMatchObject({ state: "rejected", note: "Too much" });
    expect(await rejectSuggestion(marketer.ctx, { key, id: first.id })).toMatchObject({ note: "Too much" });
    const [notice] = (await listNotifications(sales.ctx)).notifications;
    expect(notice).toMatchObject({ kind: "suggestion_rejected", payload: { text: "Too much" } });
    await expect(withdrawSuggestion(marketer.ctx, { key, id: second.id })).rejects.toMatchObject({
      status: 403,
    });
    expect(await withdrawSuggestion(sales.ctx, { key, id: second.id })).toMatchObject({ state: "withdrawn" });
    expect(await withdrawSuggestion(sales.ctx, { key, id: second.id })).toMatchObject({ state: "withdrawn" });
    await expect(acceptSuggestion(marketer.ctx, { key, id: second.id })).rejects.toMatchObject({
      status: 409,
    });
    expect((await listed(sales, "open")).suggestions).toEqual([]);
    expect((await listed(sales, "decided")).suggestions.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(await newest()).toMatchObject({ hash });
  });

  it("is listed page by page, and goes with a draft that is discarded", async () => {
    const { sales } = await setUp();
    const made = [await suggest(sales, 21), await suggest(sales, 22), await suggest(sales, 23)];
    const first = await listSuggestions(sales.ctx, { key, limit: 2 });
    expect(first.suggestions.map(({ id }) => id)).toEqual([made[2]?.id, made[1]?.id]);
    const rest = await listSuggestions(sales.ctx, { key, limit: 2, cursor: first.next_cursor ?? "" });
    expect(rest).toMatchObject({ suggestions: [{ id: made[0]?.id }], next_cursor: null });
    await acceptSuggestion(sales.ctx, { key, id: made[0]?.id ?? 0 });
    expect(await discardDraft(sales.ctx, { key })).toMatchObject({ sheet_deleted: true });
  });

  it("of another workspace is not found", async () => {
    const { sales } = await setUp();
    const made = await suggest(sales);
    const stranger = await createMember(await createWorkspace(), "marketer");
    for (const verb of [acceptSuggestion, rejectSuggestion, withdrawSuggestion]) {
      await expect(verb(stranger.ctx, { key, id: made.id })).rejects.toMatchObject({ status: 404 });
    }
    // Nor under a sheet of the same key.
    const { sales: other } = await setUp();
    await expect(acceptSuggestion(other.ctx, { key, id: made.id })).rejects.toMatchObject({ status: 404 });
  });
});
