import { describe, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { listNotifications } from "../notifications/list-notifications.ts";
import { markRead } from "../notifications/mark-read.ts";
import { addComment } from "./add-comment.ts";
import { inbox, key, setUp } from "./agreement-testing.ts";
import { discardDraft } from "./discard-draft.ts";
import { listComments } from "./list-comments.ts";
import { resolveComment } from "./resolve-comment.ts";
import { submitDraft } from "./submit-draft.ts";

useTestDatabase();

describe("comments", () => {
  it("tell who is named and who spoke in the thread, and can be resolved and opened again", async () => {
    const { marketer, sales, manager } = await setUp();
    const first = await addComment(marketer.ctx, {
      key,
      body: `Is this enough, @${sales.email}? (@nobody)`,
      item: "pricing",
    });
    expect(first).toMatchObject({ item: "pricing", parent: null, kind: "comment", resolved_at: null });
    expect(await inbox(sales.ctx)).toEqual(["mention"]);
    const reply = await addComment(sales.ctx, { key, body: "Yes", parent: first.id });
    expect(reply).toMatchObject({ item: "pricing", parent: first.id });
    expect(await inbox(marketer.ctx)).toEqual(["reply"]);
    expect(await inbox(manager.ctx)).toEqual([]);
    const nested = await addComment(marketer.ctx, { key, body: "Good", parent: reply.id });
    expect(nested.parent).toBe(first.id);
    const resolved = await resolveComment(sales.ctx, { key, id: first.id, resolved: true });
    expect(resolved).toMatchObject({ resolved_at: expect.any(String), resolved_by: sales.email });
    expect(await resolveComment(sales.ctx, { key, id: first.id, resolved: false })).toMatchObject({
      resolved_at: null,
      resolved_by: null,
    });
    expect((await listComments(manager.ctx, { key })).comments).toHaveLength(3);
  });

  it("are refused about a rule there is not, in answer to nothing, and from who only reads", async () => {
    const { marketer, manager } = await setUp();
    await expect(addComment(marketer.ctx, { key, body: "?", item: "nothing" })).rejects.toMatchObject({
      status: 422,
    });
    await expect(addComment(marketer.ctx, { key, body: "?", parent: 1 })).rejects.toMatchObject({
      status: 404,
    });
    await expect(addComment(manager.ctx, { key, body: "?" })).rejects.toMatchObject({ status: 403 });
  });

  it("go with a draft that is discarded", async () => {
    const { marketer } = await setUp();
    await addComment(marketer.ctx, { key, body: "Hello" });
    expect(await discardDraft(marketer.ctx, { key })).toMatchObject({ sheet_deleted: true });
  });
});

describe("notifications", () => {
  it("are marked as read by their own member alone", async () => {
    const { marketer, sales } = await setUp();
    await submitDraft(marketer.ctx, { key });
    const { unread, notifications } = await listNotifications(sales.ctx);
    expect(unread).toBe(1);
    const ids = notifications.map(({ id }) => id);
    await markRead(marketer.ctx, { ids });
    expect((await listNotifications(sales.ctx)).unread).toBe(1);
    expect(await markRead(sales.ctx, { ids })).toEqual({ unread: 0 });
    expect((await listNotifications(sales.ctx)).notifications[0]?.read_at).not.toBeNull();
  });
});
