import { beforeAll, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { addView } from "./add-view.ts";
import { deleteView } from "./delete-view.ts";
import { editView } from "./edit-view.ts";
import { defaultQuery, listViews } from "./list-views.ts";
import { addViewBody } from "./schemas.ts";

useTestDatabase();

let mia: TestMember;
let tom: TestMember;
let admin: TestMember;

beforeAll(async () => {
  const ws = await createWorkspace();
  mia = await createMember(ws, "sales");
  tom = await createMember(ws, "manager");
  admin = await createMember(ws, "admin");
});

const save = (member: TestMember, name: string, query: string, shared = false) =>
  addView(member.ctx, addViewBody.parse({ page: "queue", name, query, shared }));
const names = async (member: TestMember) =>
  (await listViews(member.ctx, { page: "queue" })).items.map(({ name }) => name);

it("keeps filters and order, not where one was on the list or what was open over it", async () => {
  const view = await save(mia, "Cars", "?sheet=cars&sort=-score&cursor=abc&handover=7&deeds=true");
  expect(view).toMatchObject({ query: "sheet=cars&sort=-score", mine: true, shared: false });
  await deleteView(mia.ctx, { id: view.id });
});

it("is one's own until it is shared; others see it then, and change nothing of it", async () => {
  const own = await save(mia, "Mine", "view=mine");
  const shared = await save(mia, "Ours", "view=all", true);
  expect(await names(mia)).toEqual(["Mine", "Ours"]);
  expect(await names(tom)).toEqual(["Ours"]);
  await expect(editView(tom.ctx, { id: own.id, name: "x" })).rejects.toMatchObject({ status: 404 });
  await expect(editView(tom.ctx, { id: shared.id, name: "x" })).rejects.toMatchObject({ status: 403 });
  await expect(deleteView(tom.ctx, { id: shared.id })).rejects.toMatchObject({ status: 403 });
  await editView(tom.ctx, { id: shared.id, default: true });
  expect(await defaultQuery(tom.ctx, "queue")).toBe("view=all");
  expect(await defaultQuery(mia.ctx, "queue")).toBeNull();
  await editView(mia.ctx, { id: shared.id, shared: false });
  expect(await defaultQuery(tom.ctx, "queue")).toBeNull();
  await editView(mia.ctx, { id: shared.id, shared: true });
  await deleteView(admin.ctx, { id: shared.id });
  expect(await defaultQuery(tom.ctx, "queue")).toBeNull();
  expect(await names(mia)).toEqual(["Mine"]);
});

it("makes way for another default", async () => {
  const [a, b] = [await save(admin, "A", "view=all"), await save(admin, "B", "view=decided")];
  await editView(admin.ctx, { id: a.id, default: true });
  await editView(admin.ctx, { id: b.id, default: true });
  expect(await defaultQuery(admin.ctx, "queue")).toBe("view=decided");
  await editView(admin.ctx, { id: b.id, default: false });
  expect(await defaultQuery(admin.ctx, "queue")).toBeNull();
});
