import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { listNotifications } from "../notifications/list-notifications.ts";
import { rescoreRange } from "../scores/rescore.ts";
import { activateDue } from "./activate-due.ts";
import { activateSheet } from "./activate-sheet.ts";
import { addComment } from "./add-comment.ts";
import { inbox, key, setUp } from "./agreement-testing.ts";
import { approveSheet } from "./approve-sheet.ts";
import { listComments } from "./list-comments.ts";
import { remindTrials } from "./remind-trials.ts";
import { requestChanges } from "./request-changes.ts";
import { resolveComment } from "./resolve-comment.ts";
import { retireSheet } from "./retire-sheet.ts";
import { submitDraft } from "./submit-draft.ts";
import { createLeads, jobsOf, sheetContent } from "./testing.ts";
import { getTrialReviews, reviewTrial } from "./trial-reviews.ts";
import { withdrawSignature } from "./withdraw-signature.ts";

useTestDatabase();

const dearer = sheetContent({ range: { min: 0, max: 90 } });
const HOUR = 3_600_000;

const later = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

/** As if so much time had passed: what was set for later is due. */
const passTime = (workspaceId: number) =>
  inWorkspace(workspaceId, (tx) =>
    tx.$client.query("update sheet_versions set scheduled_at = now() where scheduled_at is not null"),
  );

const silentJobs = (workspaceId: number) =>
  inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<{ from: number; to: number; version: number | null }>(
      `select (data ->> 'from')::int as from, (data ->> 'to')::int as to, (data ->> 'silentVersion')::int as version
       from pgboss.job where name = 'scores.rescore' and (data ->> 'workspaceId')::int = $1`,
      [workspaceId],
    );
    return found.rows;
  });

const handedOver = (workspaceId: number) =>
  inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query("select 1 from handovers where workspace_id = $1", [workspaceId]);
    return found.rowCount;
  });

describe("review", () => {
  it("is asked for by either side, told to the other, and said in the conversation", async () => {
    const { marketer, sales, manager } = await setUp();
    const step = await submitDraft(sales.ctx, { key, note: "Please look at pricing" });
    expect(step).toMatchObject({ version: 1, state: "in_review" });
    expect(await inbox(marketer.ctx)).toEqual(["submitted"]);
    expect(await inbox(sales.ctx)).toEqual([]);
    expect(await inbox(manager.ctx)).toEqual([]);
    expect((await listComments(marketer.ctx, { key })).comments).toMatchObject([
      { kind: "submit", body: "Please look at pricing", member: { id: sales.memberId }, version: 1 },
    ]);
    await expect(submitDraft(sales.ctx, { key })).rejects.toMatchObject({ status: 409 });
  });

  it("goes back to draft with a reason, without the signatures there were", async () => {
    const { marketer, sales, hash, newest } = await setUp();
    await expect(requestChanges(sales.ctx, { key, reason: "Too early" })).rejects.toMatchObject({
      status: 409,
    });
    await approveSheet(marketer.ctx, { key, hash });
    const step = await requestChanges(sales.ctx, { key, reason: "Students are not excluded" });
    expect(step).toMatchObject({ state: "draft", signatures_cleared: ["marketing"], hash });
    expect(await newest()).toMatchObject({ state: "draft", signatures: [] });
    const [notice] = (await listNotifications(marketer.ctx)).notifications;
    expect(notice).toMatchObject({
      kind: "changes_requested",
      subject: "sheet:cars",
      payload: { by: sales.email, version: 1, text: "Students are not excluded" },
    });
  });
});

describe("activation", () => {
  it("waits for the time set, survives in the table alone, and happens once", async () => {
    const { workspaceId, sales, activate, newest } = await setUp();
    await createLeads(workspaceId, [{}]);
    const at = later(5);
    expect(await activate({ activate_at: at, note: "After the fair" })).toMatchObject({
      state: "in_review",
      scheduled_at: at,
    });
    expect(await newest()).toMatchObject({ state: "in_review", scheduled_at: at, note: "After the fair" });
    expect(await activateDue()).toBe(0);
    expect(await jobsOf(workspaceId)).toEqual([]);
    await passTime(workspaceId);
    const done = await Promise.all([activateDue(), activateDue()]);
    expect(done.toSorted()).toEqual([0, 1]);
    expect(await newest()).toMatchObject({ state: "active", scheduled_at: null, note: "After the fair" });
    expect(await jobsOf(workspaceId)).toEqual(["activation"]);
    expect(await inbox(sales.ctx)).toEqual(["activated"]);
  });

  it.each([
    ["an edit", async ({ save }: Awaited<ReturnType<typeof setUp>>) => void (await save(dearer))],
    [
      "a signature withdrawn",
      async ({ sales }: Awaited<ReturnType<typeof setUp>>) =>
        void (await withdrawSignature(sales.ctx, { key })),
    ],
    [
      "changes asked for",
      async ({ sales }: Awaited<ReturnType<typeof setUp>>) =>
        void (await requestChanges(sales.ctx, { key, reason: "Wait" })),
    ],
  ])("is cancelled by %s", async (_, cancel) => {
    const world = await setUp();
    await world.activate({ activate_at: later(1) });
    await cancel(world);
    expect(await world.newest()).toMatchObject({ scheduled_at: null });
    await passTime(world.workspaceId);
    expect(await activateDue()).toBe(0);
    expect((await world.newest()).state).not.toBe("active");
  });

  it("that waits is not brought forward by signing again, but by asking for it", async () => {
    const { marketer, sales, manager, hash, activate, newest } = await setUp();
    const at = later(1);
    await activate({ activate_at: at, silent: true });
    expect(await approveSheet(sales.ctx, { key, hash })).toMatchObject({
      state: "in_review",
      scheduled_at: at,
    });
    await expect(activateSheet(manager.ctx, { key, hash })).rejects.toMatchObject({ status: 403 });
    await expect(activateSheet(marketer.ctx, { key, hash: "old" })).rejects.toMatchObject({ status: 409 });
    expect(await activateSheet(marketer.ctx, { key, hash })).toMatchObject({ state: "active" });
    expect(await newest()).toMatchObject({ silent: true });
  });

  it("needs both signatures, and its time and silence are the last signer's to say", async () => {
    const { marketer, hash, newest } = await setUp();
    const early = { status: 422, issues: [{ code: "not_last" }] };
    await expect(approveSheet(marketer.ctx, { key, hash, silent: true })).rejects.toMatchObject(early);
    await expect(approveSheet(marketer.ctx, { key, hash, activate_at: later(1) })).rejects.toMatchObject(
      early,
    );
    expect(await newest()).toMatchObject({ state: "draft", signatures: [] });
    await approveSheet(marketer.ctx, { key, hash });
    await expect(activateSheet(marketer.ctx, { key, hash })).rejects.toMatchObject({ status: 409 });
    await expect(
      approveSheet(marketer.ctx, { key, hash, activate_at: later(24 * 400) }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it.each([
    [false, 1],
    [true, 0],
  ])("with silent %s hands over %i of the leads that it makes hot", async (silent, expected) => {
    const { workspaceId, activate } = await setUp();
    await createLeads(workspaceId, [{ visits: [1, 2, 3] }]);
    await activate({ silent });
    const [job] = await silentJobs(workspaceId);
    if (!job) throw new Error("nobody is rescored");
    const { from, to, version } = job;
    await rescoreRange(workspaceId, { from, to }, "activation", { silentVersion: version ?? undefined });
    expect(await handedOver(workspaceId)).toBe(expected);
  });

  it("done silently still hands over whoever gets hot afterwards", async () => {
    const { workspaceId, activate } = await setUp();
    const [id = 0] = await createLeads(workspaceId, [{ visits: [1, 2] }]);
    await activate({ silent: true });
    const [job] = await silentJobs(workspaceId);
    await rescoreRange(workspaceId, { from: id, to: id }, "activation", {
      silentVersion: job?.version ?? undefined,
    });
    await inWorkspace(workspaceId, (tx) =>
      tx.$client.query(
        `update leads set attributes = '{"title":"CEO"}' where workspace_id = $1 and id = $2`,
        [workspaceId, id],
      ),
    );
    await rescoreRange(workspaceId, { from: id, to: id }, "attribute");
    expect(await handedOver(workspaceId)).toBe(1);
  });
});

describe("retiring", () => {
  it("takes the sheet's scores from its leads", async () => {
    const { workspaceId, marketer, manager, activate, newest } = await setUp();
    const [id = 0] = await createLeads(workspaceId, [{ visits: [1] }]);
    await activate();
    await rescoreRange(workspaceId, { from: id, to: id }, "activation");
    await expect(retireSheet(manager.ctx, { key, version: 1 })).rejects.toMatchObject({ status: 403 });
    await expect(retireSheet(marketer.ctx, { key, version: 2 })).rejects.toMatchObject({ status: 409 });
    expect(await retireSheet(marketer.ctx, { key, version: 1, note: "Starts anew" })).toMatchObject({
      state: "retired",
    });
    expect(await newest()).toMatchObject({ state: "retired", retired_at: expect.any(String) });
    expect(await jobsOf(workspaceId)).toEqual(["activation", "retirement"]);
    await rescoreRange(workspaceId, { from: id, to: id }, "retirement");
    const left = await inWorkspace(workspaceId, (tx) =>
      tx.$client.query("select 1 from scores where workspace_id = $1", [workspaceId]),
    );
    expect(left.rowCount).toBe(0);
  });
});

describe("the trial", () => {
  const day = (n: number) => new Date(Date.now() + n * 24 * HOUR + HOUR);

  it("reminds both sides after 30, 60 and 90 days, each once", async () => {
    const { marketer, sales, manager, activate } = await setUp();
    await activate();
    const reminders = async (ctx: typeof sales.ctx) =>
      (await listNotifications(ctx)).notifications
        .filter(({ kind }) => kind === "trial_review")
        .map(({ payload }) => payload.day);
    await remindTrials(undefined, day(29));
    expect(await reminders(sales.ctx)).toEqual([]);
    for (const n of [30, 30, 31, 60, 89, 90, 90, 120]) await remindTrials(undefined, day(n));
    expect(await reminders(sales.ctx)).toEqual([90, 60, 30]);
    expect(await reminders(marketer.ctx)).toEqual([90, 60, 30]);
    expect(await reminders(manager.ctx)).toEqual([]);
  });

  it("keeps what each side says of it, and of the active version only", async () => {
    const { marketer, sales, manager, activate } = await setUp();
    await expect(reviewTrial(sales.ctx, { key, version: 1, decision: "confirm" })).rejects.toMatchObject({
      status: 409,
    });
    await activate();
    await reviewTrial(sales.ctx, { key, version: 1, decision: "confirm" });
    await reviewTrial(marketer.ctx, { key, version: 1, decision: "revise", note: "Titles are off" });
    await expect(reviewTrial(manager.ctx, { key, version: 1, decision: "confirm" })).rejects.toMatchObject({
      status: 403,
    });
    expect(await getTrialReviews(manager.ctx, { key })).toMatchObject({
      version: 1,
      reviews: [
        { side: "marketing", decision: "revise", note: "Titles are off" },
        { side: "sales", decision: "confirm", note: null },
      ],
    });
  });
});

it("finds nothing of another workspace", async () => {
  const { marketer: other, hash } = await setUp();
  const theirs = await addComment(other.ctx, { key, body: "Ours" });
  const workspaceId = await createWorkspace();
  const { ctx } = await createMember(workspaceId, "marketer");
  const unknown = { status: 404 };
  await expect(submitDraft(ctx, { key })).rejects.toMatchObject(unknown);
  await expect(requestChanges(ctx, { key, reason: "x" })).rejects.toMatchObject(unknown);
  await expect(activateSheet(ctx, { key, hash })).rejects.toMatchObject(unknown);
  await expect(retireSheet(ctx, { key, version: 1 })).rejects.toMatchObject(unknown);
  await expect(reviewTrial(ctx, { key, version: 1, decision: "confirm" })).rejects.toMatchObject(unknown);
  await expect(addComment(ctx, { key, body: "x" })).rejects.toMatchObject(unknown);
  await expect(listComments(ctx, { key })).rejects.toMatchObject(unknown);
  await expect(resolveComment(ctx, { key, id: theirs.id, resolved: true })).rejects.toMatchObject(unknown);
});
