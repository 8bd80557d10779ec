import { expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { putSegment } from "../segments/put-segment.ts";
import { createToken } from "../tokens/create-token.ts";
import { approveSheet } from "./approve-sheet.ts";
import { declineQuestion, reopenQuestion } from "./decline-question.ts";
import { getReadiness } from "./get-readiness.ts";
import { mentioned } from "./mentions.ts";
import { saveDraft } from "./save-draft.ts";
import { setOwners } from "./set-owners.ts";
import { createLeads, sheetContent } from "./testing.ts";

useTestDatabase();

const key = "cars";

async function setUp() {
  const workspaceId = await createWorkspace();
  const marketer = await createMember(workspaceId, "marketer");
  await putSegment(marketer.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  const { hash } = await saveDraft(marketer.ctx, { key, segment: "all", content: sheetContent() });
  const statuses = async () => {
    const { answers } = await getReadiness(marketer.ctx, { key });
    return Object.fromEntries(answers.map(({ question, status }) => [question, status]));
  };
  return { workspaceId, marketer, hash, statuses };
}

it("answers the ten questions from what is really set up", async () => {
  const { workspaceId, marketer, hash, statuses } = await setUp();
  expect(await statuses()).toEqual({
    attributes: "missing",
    owner: "missing",
    groups: "done",
    actions: "done",
    validation: "missing",
    measuring: "missing",
    alerting: "missing",
    agreement: "missing",
    display: "missing",
    fading: "done",
  });
  const sales = await createMember(workspaceId, "sales");
  await createLeads(workspaceId, [{ visits: [1], attributes: { title: "CEO" } }]);
  await setOwners(marketer.ctx, { key, marketing: marketer.memberId, sales: sales.memberId });
  await createToken(marketer.ctx, { name: "CRM" });
  await approveSheet(marketer.ctx, { key, hash });
  await approveSheet(sales.ctx, { key, hash });
  expect(await statuses()).toMatchObject({
    attributes: "done",
    owner: "done",
    validation: "done",
    alerting: "done",
    agreement: "done",
    display: "done",
  });
});

it("names what no rule can be fed with", async () => {
  const { workspaceId, marketer } = await setUp();
  await createLeads(workspaceId, [{ visits: [1], attributes: {} }]);
  const { answers } = await getReadiness(marketer.ctx, { key });
  expect(answers[0]).toMatchObject({ status: "missing", detail: { rules: 2, absent: 1, missing: "title" } });
});

it("keeps a decision to do without, with its reason, until it is taken back", async () => {
  const { workspaceId, marketer, statuses } = await setUp();
  const manager = await createMember(workspaceId, "manager");
  const reason = "The CRM is replaced in spring";
  const declined = await declineQuestion(marketer.ctx, { key, question: "display", reason });
  expect(declined).toMatchObject({ status: "declined", reason, by: marketer.email });
  expect(await statuses()).toMatchObject({ display: "declined", groups: "done" });
  await expect(declineQuestion(manager.ctx, { key, question: "owner", reason })).rejects.toMatchObject({
    status: 403,
  });
  expect(await reopenQuestion(marketer.ctx, { key, question: "display" })).toMatchObject({
    status: "missing",
  });
});

it("takes as owner only who signs for that side, and loses nobody of the other", async () => {
  const { workspaceId, marketer } = await setUp();
  const sales = await createMember(workspaceId, "sales");
  const stranger = await createMember(await createWorkspace(), "sales");
  await setOwners(marketer.ctx, { key, sales: sales.memberId });
  const owners = await setOwners(marketer.ctx, { key, marketing: marketer.memberId });
  expect(owners).toMatchObject({ marketing: { id: marketer.memberId }, sales: { id: sales.memberId } });
  for (const memberId of [marketer.memberId, stranger.memberId]) {
    await expect(setOwners(marketer.ctx, { key, sales: memberId })).rejects.toMatchObject({ status: 422 });
  }
  expect(await setOwners(marketer.ctx, { key, sales: null })).toMatchObject({ sales: null });
});

it("finds nothing of another workspace", async () => {
  await setUp();
  const { ctx } = await createMember(await createWorkspace(), "marketer");
  const unknown = { status: 404 };
  await expect(getReadiness(ctx, { key })).rejects.toMatchObject(unknown);
  await expect(setOwners(ctx, { key })).rejects.toMatchObject(unknown);
  await expect(declineQuestion(ctx, { key, question: "owner", reason: "x" })).rejects.toMatchObject(unknown);
  await expect(reopenQuestion(ctx, { key, question: "owner" })).rejects.toMatchObject(unknown);
});

it("reads mentions by name or address, the longer name first", () => {
  const people = [
    { id: 1, name: "Ana", email: "ana@example.com" },
    { id: 2, name: "Ana Gil", email: "gil@example.com" },
    { id: 3, name: "Íñigo", email: "i@example.com" },
  ];
  expect(mentioned("@ana gil, look", people)).toEqual([2]);
  expect(mentioned("@Ana, and @i@example.com", people)).toEqual([1, 3]);
  expect(mentioned("@íñigo!", people)).toEqual([3]);
  expect(mentioned("@Anabel and ana", people)).toEqual([]);
});
