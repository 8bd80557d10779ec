import { inWorkspace } from "#db/client.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import type { Context } from "../context.ts";
import { parseInput } from "../http/parse.ts";
import { listLeads } from "./list-leads.ts";
import { listLeadsQuery } from "./schemas.ts";
import { createLead, createSegment, createSheet, daysAgo, pricingView, testContent } from "./testing.ts";

/** A page of the list. */
export const list = (ctx: Context, query: Record<string, string> = {}) =>
  listLeads(ctx, parseInput(listLeadsQuery, query));

/** The list to its end, page by page. */
export async function all(ctx: Context, query: Record<string, string>) {
  const items: Awaited<ReturnType<typeof list>>["items"] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof list>> = await list(ctx, {
      ...query,
      ...(cursor ? { cursor } : {}),
    });
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return items;
}

export type ListedLeads = {
  ws: number;
  marketer: TestMember;
  sales: TestMember;
  /** By the name that their addresses begin with. */
  ids: Record<string, number>;
};

/** Twelve leads in three segments, two of which have a sheet, as lists and exports have to show them. */
export async function createListedLeads(): Promise<ListedLeads> {
  const ws = await createWorkspace();
  const marketer = await createMember(ws, "marketer");
  const sales = await createMember(ws, "sales");
  const ids: Record<string, number> = {};
  await inWorkspace(ws, async (tx) => {
    const cars = await createSegment(tx, ws, {
      key: "cars",
      condition: { field: "product", op: "eq", value: "car" },
      position: 1,
    });
    const firms = await createSegment(tx, ws, {
      key: "firms",
      condition: { field: "firm", op: "eq", value: true },
      position: 2,
    });
    await createSegment(tx, ws, {
      key: "spain",
      condition: { field: "country", op: "eq", value: "ES" },
      position: 3,
    });
    await createSheet(tx, ws, { segmentId: cars.id, key: "cars" });
    await createSheet(tx, ws, {
      segmentId: firms.id,
      key: "firms",
      content: { ...testContent, groups: [{ key: "low", name: "Low", from: {} }] },
    });
  });
  const car = (name: string, views: number, more: Record<string, unknown> = {}) =>
    createLead(ws, {
      email: `${name}@example.test`,
      attributes: { product: "car", first_name: name, ...more },
      events: Array.from({ length: views }, (_, n) => pricingView(daysAgo(n + 1))),
    }).then((id) => {
      ids[name] = id;
    });
  // Ties in score, in creation and without any event are what paging must survive.
  for (const name of ["ana", "bea", "cid"]) await car(name, 2);
  for (const name of ["dan", "eva"]) await car(name, 1, { firm: true });
  for (const name of ["fay", "gus"]) await car(name, 0);
  await car("hal", 3, { occupation: "student" });
  await car("ivo", 3, { title: "CEO", name: "Ívo O'Brien" });
  for (const name of ["una", "uri", "ugo"]) {
    ids[name] = await createLead(ws, {
      email: `${name}@none.test`,
      attributes: name === "ugo" ? { country: "ES" } : {},
      events: name === "una" ? [pricingView(daysAgo(3))] : [],
    });
  }
  await inWorkspace(ws, async (tx) => {
    await tx.$client.query(
      "update leads set created_at = '2026-01-05' where workspace_id = $1 and id % 2 = 0",
      [ws],
    );
    await tx.$client.query("update leads set owner_id = $2 where workspace_id = $1 and id = $3", [
      ws,
      sales.memberId,
      ids.ana,
    ]);
  });
  return { ws, marketer, sales, ids };
}
