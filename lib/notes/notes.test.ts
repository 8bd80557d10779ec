import { beforeAll, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { joinLeads } from "../leads/join-leads.ts";
import { listTimeline } from "../leads/list-timeline.ts";
import { createLead } from "../leads/testing.ts";
import { addNote } from "./add-note.ts";
import { deleteNote } from "./delete-note.ts";
import { editNote } from "./edit-note.ts";
import { listNotes } from "./list-notes.ts";
import { addNoteBody } from "./schemas.ts";

useTestDatabase();

let ws: number;
let mia: TestMember;
let tom: TestMember;
let admin: TestMember;

beforeAll(async () => {
  ws = await createWorkspace();
  mia = await createMember(ws, "sales");
  tom = await createMember(ws, "sales");
  admin = await createMember(ws, "admin");
});

const write = (lead: number, body: Record<string, unknown>) =>
  addNote(mia.ctx, { id: String(lead), ...addNoteBody.parse(body) });
const bodies = async (lead: number) =>
  (await listNotes(tom.ctx, { id: String(lead), limit: 20 })).items.map(({ body }) => body);

it("keeps words as they were typed, and shows notes and logged contacts in the timeline", async () => {
  const lead = await createLead(ws);
  const words = "<script>alert(1)</script>\n=2+2 {{name}}";
  await write(lead, { body: words });
  await write(lead, { kind: "call" });
  expect(await bodies(lead)).toEqual(["", words]);
  const { items } = await listTimeline(tom.ctx, { id: String(lead), limit: 50 });
  expect(items.filter(({ kind }) => kind === "note")).toMatchObject([
    { note: "call", by: mia.email, body: "" },
    { note: "note", by: mia.email, body: words, edited: false },
  ]);
});

it("pages through notes and the timeline without gaps or repeats", async () => {
  const lead = await createLead(ws);
  const words = ["a", "b", "c", "d", "e"];
  for (const body of words) await write(lead, { body });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listNotes(mia.ctx, { id: String(lead), limit: 2, cursor });
    seen.push(...page.items.map(({ body }) => body));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(words.toReversed());
  const told: string[] = [];
  do {
    const page = await listTimeline(mia.ctx, { id: String(lead), limit: 2, cursor });
    told.push(...page.items.flatMap((item) => (item.kind === "note" ? [item.body] : [])));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  expect(told).toEqual(words.toReversed());
});

it("is changed by who wrote it alone, and deleted by administrators too", async () => {
  const lead = await createLead(ws);
  const note = await write(lead, { body: "Ask for Ana" });
  expect(await editNote(mia.ctx, { id: note.id, body: "Ask for Eva" })).toMatchObject({
    body: "Ask for Eva",
    edited_at: expect.any(String),
  });
  for (const other of [tom, admin])
    await expect(editNote(other.ctx, { id: note.id, body: "x" })).rejects.toMatchObject({ status: 403 });
  await expect(deleteNote(tom.ctx, { id: note.id })).rejects.toMatchObject({ status: 403 });
  await expect(editNote(mia.ctx, { id: note.id, body: " " })).rejects.toMatchObject({ status: 422 });
  await deleteNote(admin.ctx, { id: note.id });
  expect(await bodies(lead)).toEqual([]);
});

it("refuses a note without words, too many of them, and what cannot be stored", () => {
  for (const body of [{}, { body: " " }, { body: "x".repeat(5_001) }, { body: "\u0000" }, { kind: "fax" }])
    expect(addNoteBody.safeParse(body).success).toBe(false);
});

it("moves with a lead that is joined into another", async () => {
  const [a, b] = [
    await createLead(ws, { email: "a@example.test" }),
    await createLead(ws, { email: "b@example.test" }),
  ];
  await write(a, { body: "of a" });
  await write(b, { body: "of b" });
  await joinLeads(admin.ctx, { id: String(a), with: String(b) });
  expect((await bodies(a)).toSorted()).toEqual(["of a", "of b"]);
});
