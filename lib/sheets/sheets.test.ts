import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { putSegment } from "../segments/put-segment.ts";
import { approveSheet } from "./approve-sheet.ts";
import { discardDraft } from "./discard-draft.ts";
import { getSheet } from "./get-sheet.ts";
import { listSheets } from "./list-sheets.ts";
import { restoreVersion } from "./restore-version.ts";
import { saveDraft } from "./save-draft.ts";
import { activeSheet, createLeads, jobsOf, rescoreNow, sheetContent } from "./testing.ts";
import { withdrawSignature } from "./withdraw-signature.ts";

useTestDatabase();

const key = "cars";
const content = sheetContent();
const dearer = sheetContent({ range: { min: 0, max: 90 } });

async function setUp() {
  const workspaceId = await createWorkspace();
  const marketer = await createMember(workspaceId, "marketer");
  const sales = await createMember(workspaceId, "sales");
  await putSegment(marketer.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  const save = (what: object = content, expected?: number) =>
    saveDraft(marketer.ctx, { key, segment: "all", content: what }, expected);
  return { workspaceId, marketer, sales, save };
}

const states = async (ctx: Parameters<typeof getSheet>[0]) =>
  (await getSheet(ctx, { key })).versions.map(({ number, state }) => `${number} ${state}`);

describe("the life of a sheet", () => {
  it("goes from draft over review to active, is retired by the next version, and rescores everybody each time", async () => {
    const { workspaceId, marketer, sales, save } = await setUp();
    const ids = await createLeads(workspaceId, [{ visits: [1, 2, 3] }, {}]);
    const first = await save();
    expect(first).toMatchObject({ version: 1, state: "draft", revision: 1, signatures_cleared: [] });
    expect(await approveSheet(marketer.ctx, { key, hash: first.hash })).toMatchObject({
      state: "in_review",
      signatures: [{ side: "marketing", member: { id: marketer.memberId, name: marketer.email } }],
    });
    expect(await jobsOf(workspaceId)).toEqual([]);
    const approved = await approveSheet(sales.ctx, { key, hash: first.hash, note: "Agreed on Friday" });
    expect(approved).toMatchObject({ state: "active" });
    expect(approved.signatures.map(({ side }) => side)).toEqual(["marketing", "sales"]);
    expect(await jobsOf(workspaceId)).toEqual(["activation"]);
    await rescoreNow(workspaceId, ids);

    const second = await save(dearer, 1);
    expect(second).toMatchObject({ version: 2, state: "draft", revision: 2 });
    expect(await states(sales.ctx)).toEqual(["2 draft", "1 active"]);
    await approveSheet(sales.ctx, { key, hash: second.hash });
    await approveSheet(marketer.ctx, { key, hash: second.hash });
    const { versions } = await getSheet(sales.ctx, { key });
    expect(versions).toMatchObject([
      { number: 2, state: "active", trial: { days: 90, day: 1, over: false }, content: dearer },
      { number: 1, state: "retired", note: "Agreed on Friday", content },
    ]);
    expect(await jobsOf(workspaceId)).toEqual(["activation", "activation"]);
    expect((await listSheets(sales.ctx)).sheets).toMatchObject([
      { key, versions: [{ number: 2 }, { number: 1 }] },
    ]);
  });

  it("clears both signatures and leaves review when one point is edited, and says so", async () => {
    const { marketer, sales, save } = await setUp();
    const { hash } = await save();
    await approveSheet(marketer.ctx, { key, hash });
    const edited = await save(dearer);
    expect(edited).toMatchObject({ state: "draft", revision: 2, signatures_cleared: ["marketing"] });
    await expect(approveSheet(sales.ctx, { key, hash })).rejects.toMatchObject({ status: 409 });
    const [version] = (await getSheet(sales.ctx, { key })).versions;
    expect(version).toMatchObject({ state: "draft", signatures: [] });
  });

  it("keeps revision and signatures when what is saved means the same", async () => {
    const { marketer, save } = await setUp();
    const { hash } = await save();
    await approveSheet(marketer.ctx, { key, hash });
    const reordered = Object.fromEntries(Object.entries(content).reverse());
    expect(await save(reordered)).toMatchObject({
      hash,
      revision: 1,
      state: "in_review",
      signatures_cleared: [],
    });
  });

  it("has one hash for one content and segment, whoever saves it under whichever key", async () => {
    const one = await setUp();
    const two = await setUp();
    const { hash } = await one.save();
    expect((await two.save()).hash).toBe(hash);
    expect((await saveDraft(one.marketer.ctx, { key: "other", segment: "all", content })).hash).toBe(hash);
    await putSegment(one.marketer.ctx, { key: "spain", name: "Spain", when: { all: [] } });
    expect((await saveDraft(one.marketer.ctx, { key: "other", segment: "spain", content })).hash).not.toBe(
      hash,
    );
    expect((await one.save(dearer)).hash).not.toBe(hash);
  });

  it("takes back one's own signature while the version is in review", async () => {
    const { marketer, sales, save } = await setUp();
    const { hash } = await save();
    await approveSheet(marketer.ctx, { key, hash });
    await expect(withdrawSignature(sales.ctx, { key })).rejects.toMatchObject({ status: 409 });
    expect(await withdrawSignature(marketer.ctx, { key })).toMatchObject({ state: "draft", signatures: [] });
  });

  it("discards a draft, and the sheet with it where there was nothing else", async () => {
    const { workspaceId, marketer, save } = await setUp();
    await save();
    expect(await discardDraft(marketer.ctx, { key })).toEqual({ key, version: 1, sheet_deleted: true });
    await expect(getSheet(marketer.ctx, { key })).rejects.toMatchObject({ status: 404 });
    await activeSheet(workspaceId, key, "all", content);
    await save(dearer);
    expect(await discardDraft(marketer.ctx, { key })).toMatchObject({ version: 2, sheet_deleted: false });
    expect(await states(marketer.ctx)).toEqual(["1 active"]);
    await expect(discardDraft(marketer.ctx, { key })).rejects.toMatchObject({ status: 409 });
  });

  it("never repeats a revision, so that an editor left open on a discarded draft is told", async () => {
    const { workspaceId, marketer, save } = await setUp();
    await activeSheet(workspaceId, key, "all", content);
    const stale = await save(dearer);
    await discardDraft(marketer.ctx, { key });
    await expect(save(dearer, stale.revision)).rejects.toMatchObject({ status: 412 });
    expect((await save(dearer)).revision).toBeGreaterThan(stale.revision);
  });

  it("restores an earlier version as a draft without touching the active one", async () => {
    const { workspaceId, marketer } = await setUp();
    await activeSheet(workspaceId, key, "all", content);
    await activeSheet(workspaceId, key, "all", dearer);
    const restored = await restoreVersion(marketer.ctx, { key, version: 1 });
    expect(restored).toMatchObject({ version: 3, state: "draft" });
    const { versions } = await getSheet(marketer.ctx, { key });
    expect(versions.map(({ number, state, content: { range } }) => [number, state, range.max])).toEqual([
      [3, "draft", 100],
      [2, "active", 90],
      [1, "retired", 100],
    ]);
    await expect(restoreVersion(marketer.ctx, { key, version: 9 })).rejects.toMatchObject({ status: 404 });
  });
});

describe("saving", () => {
  it("lets one of two savers of a revision win and tells the other", async () => {
    const { save } = await setUp();
    const { revision } = await save();
    const saved = await Promise.allSettled([
      save(dearer, revision),
      save(sheetContent({ range: { min: 0, max: 80 } }), revision),
    ]);
    expect(saved.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(saved.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { status: 412, code: "stale_revision" },
    });
  });

  it("makes one sheet where two create it at once", async () => {
    const { workspaceId, save, marketer } = await setUp();
    await Promise.all([save(), save(dearer)]);
    expect(await states(marketer.ctx)).toEqual(["1 draft"]);
    expect(workspaceId).toBeGreaterThan(0);
  });

  it("refuses a revision for a sheet that does not exist", async () => {
    const { save } = await setUp();
    await expect(save(content, 1)).rejects.toMatchObject({ status: 412 });
  });

  it("refuses an unknown segment by name", async () => {
    const { marketer } = await setUp();
    await expect(saveDraft(marketer.ctx, { key, segment: "nowhere", content })).rejects.toMatchObject({
      status: 422,
      issues: [{ path: "segment", code: "unknown_segment" }],
    });
  });
});

describe("signing", () => {
  it("does not let one person sign for both sides, whatever role they are given in between", async () => {
    const { workspaceId, marketer, save } = await setUp();
    const { hash } = await save();
    await approveSheet(marketer.ctx, { key, hash });
    expect(await approveSheet(marketer.ctx, { key, hash })).toMatchObject({ state: "in_review" });
    const asSales = {
      ...marketer.ctx,
      actor: {
        kind: "member",
        memberId: marketer.memberId,
        userId: marketer.userId,
        role: "sales",
        side: null,
        via: "token",
      },
    } as const;
    await expect(approveSheet(asSales, { key, hash })).rejects.toMatchObject({ status: 409 });
    expect(await states(marketer.ctx)).toEqual(["1 in_review"]);
    expect(await jobsOf(workspaceId)).toEqual([]);
  });

  it("lets an administrator sign only for the side given, and a manager for none", async () => {
    const { workspaceId, save } = await setUp();
    const { hash } = await save();
    const manager = await createMember(workspaceId, "manager");
    const admin = await createMember(workspaceId, "admin");
    const ofSales = await createMember(workspaceId, "admin", "sales");
    await expect(approveSheet(manager.ctx, { key, hash })).rejects.toMatchObject({ status: 403 });
    await expect(approveSheet(admin.ctx, { key, hash })).rejects.toMatchObject({ status: 403 });
    expect(await approveSheet(ofSales.ctx, { key, hash })).toMatchObject({ signatures: [{ side: "sales" }] });
  });

  it("refuses a stale hash, and a sheet without a draft", async () => {
    const { workspaceId, marketer, save } = await setUp();
    await save();
    await expect(approveSheet(marketer.ctx, { key, hash: "0" })).rejects.toMatchObject({ status: 409 });
    await activeSheet(workspaceId, "done", "all");
    await expect(approveSheet(marketer.ctx, { key: "done", hash: "0" })).rejects.toMatchObject({
      status: 409,
    });
  });

  it("activates once where both sides sign at the same time", async () => {
    const { workspaceId, marketer, sales, save } = await setUp();
    await createLeads(workspaceId, [{}]);
    const { hash } = await save();
    const done = await Promise.all([
      approveSheet(marketer.ctx, { key, hash }),
      approveSheet(sales.ctx, { key, hash }),
    ]);
    expect(done.map(({ state }) => state).sort()).toEqual(["active", "in_review"]);
    expect(await jobsOf(workspaceId)).toEqual(["activation"]);
  });

  it("leaves a trail of every step in the audit log", async () => {
    const { workspaceId, marketer, save } = await setUp();
    await activeSheet(workspaceId, key, "all", content);
    await save(dearer);
    await discardDraft(marketer.ctx, { key });
    const found = await inWorkspace(workspaceId, (tx) =>
      tx.$client.query<{ action: string }>(
        "select action from audit_log where subject = 'sheet:cars' order by id",
      ),
    );
    expect(found.rows.map(({ action }) => action)).toEqual([
      "sheets.save_draft",
      "sheets.sign",
      "sheets.sign",
      "sheets.activate",
      "sheets.save_draft",
      "sheets.discard_draft",
    ]);
  });
});

describe("who may", () => {
  it("lets managers read and change nothing", async () => {
    const { workspaceId, save } = await setUp();
    const { hash } = await save();
    const { ctx } = await createMember(workspaceId, "manager");
    await expect(listSheets(ctx)).resolves.toMatchObject({ sheets: [{ key }] });
    await expect(getSheet(ctx, { key })).resolves.toMatchObject({ key });
    const refused = { status: 403 };
    await expect(saveDraft(ctx, { key, segment: "all", content })).rejects.toMatchObject(refused);
    await expect(discardDraft(ctx, { key })).rejects.toMatchObject(refused);
    await expect(restoreVersion(ctx, { key, version: 1 })).rejects.toMatchObject(refused);
    await expect(approveSheet(ctx, { key, hash })).rejects.toMatchObject(refused);
    await expect(withdrawSignature(ctx, { key })).rejects.toMatchObject(refused);
  });

  it("finds nothing of another workspace", async () => {
    const { save } = await setUp();
    const { hash } = await save();
    const { ctx } = (await setUp()).marketer;
    const unknown = { status: 404 };
    expect(await listSheets(ctx)).toEqual({ sheets: [] });
    await expect(getSheet(ctx, { key })).rejects.toMatchObject(unknown);
    await expect(discardDraft(ctx, { key })).rejects.toMatchObject(unknown);
    await expect(restoreVersion(ctx, { key, version: 1 })).rejects.toMatchObject(unknown);
    await expect(approveSheet(ctx, { key, hash })).rejects.toMatchObject(unknown);
    await expect(withdrawSignature(ctx, { key })).rejects.toMatchObject(unknown);
  });
});

it("the database itself refuses to change or delete a version that was published", async () => {
  const ws = await createWorkspace();
  const sheet = await createActiveSheet(ws);
  const attempt = (sql: string) => inWorkspace(ws, (tx) => tx.$client.query(sql, [sheet.versionId]));
  const change = attempt("update sheet_versions set content = '{}' where id = $1");
  await expect(change).rejects.toThrow("a published sheet version never changes");
  const revive = attempt("update sheet_versions set state = 'draft' where id = $1");
  await expect(revive).rejects.toThrow("a published sheet version never changes");
  await expect(attempt("delete from sheet_versions where id = $1")).rejects.toThrow("never changes");
});
