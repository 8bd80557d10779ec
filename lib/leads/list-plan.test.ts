import { beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createWorkspace } from "#db/testing/factories.ts";
import { type ListCursor, phasesOf } from "./list-phases.ts";
import { type ListSelection, listSql, mayHangTogether, type Reach } from "./list-sql.ts";
import { SORTS, type Sort } from "./schemas.ts";
import { createSegment, createSheet, type TestSheet } from "./testing.ts";

useTestDatabase();

const LEADS = 20_000;
let ws: number;
let sheet: TestSheet;

beforeAll(async () => {
  ws = await createWorkspace();
  await inWorkspace(ws, async (tx) => {
    const everybody = await createSegment(tx, ws, { condition: { all: [] } });
    sheet = await createSheet(tx, ws, { segmentId: everybody.id });
    const values = [ws, LEADS, sheet.sheetId, sheet.versionId];
    await tx.$client.query(
      `insert into leads (workspace_id, email, display_name, stage, created_at, last_event_at, primary_sheet_id)
       select $1, 'lead' || n || '@example.test', 'Name' || n % 500, case when n % 100 = 0 then 'customer' else 'lead' end,
         timestamptz '2026-01-01' + n * interval '1 minute',
         case when n % 4 > 0 then timestamptz '2026-06-01' + (n * 7919 % 20000) * interval '1 minute' end,
         case when n % 5 > 0 then $3::bigint end
       from generate_series(1, $2::integer) n`,
      values.slice(0, 3),
    );
    await tx.$client.query(
      `insert into scores (workspace_id, lead_id, sheet_id, version_id, total, dimensions, label, group_key, excluded, is_primary, scored_at)
       select $1, id, $2, $3, id * 31 % 100, '{}', chr(65 + (id % 4)::integer) || (1 + id % 3), case when id % 50 = 0 then null when id * 31 % 100 > 95 then 'hot' else 'cold' end,
         case when id % 50 = 0 then 'student' end, true, now() from leads where workspace_id = $1 and primary_sheet_id is not null`,
      [ws, sheet.sheetId, sheet.versionId],
    );
    await tx.$client.query(
      `insert into lead_terms (workspace_id, term, lead_id)
       select $1, t, id from leads, lateral (values (email), (split_part(email, '@', 1)), (lower(display_name)), ('example')) v (t)
       where workspace_id = $1`,
      [ws],
    );
  });
});

type Node = { "Node Type": string; "Relation Name"?: string; "Index Name"?: string; Plans?: Node[] };
const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)];

/** As the list goes about it; what nearly all leads pass is too much to be fetched first. */
const reaches = (selection: ListSelection): Reach[] =>
  !mayHangTogether(selection)
    ? ["plan"]
    : selection.filter.stage === "lead"
      ? ["walk", "plan"]
      : ["walk", "match"];

/** Nodes of the plans of every phase, as the app's own role under row-level security, each also behind a cursor. */
async function plans(
  sort: Sort,
  filter: ListSelection["filter"],
  more: Partial<ListSelection> = {},
  only: "scored" | null = null,
) {
  const selection = { filter, ownerId: undefined, sheetId: null, withAttributes: false, ...more };
  return inWorkspace(ws, async (tx) => {
    const nodes: Node[][] = [];
    for (const [n, phase] of phasesOf(sort, only).entries()) {
      const at =
        phase.key === "total"
          ? 50
          : phase.key === "id" || phase.where?.endsWith("is null")
            ? null
            : "2026-06-04T00:00:00.000Z";
      const cursor: ListCursor = { sort, phase: n, at, id: 9_000 };
      for (const after of [null, cursor]) {
        for (const reach of reaches(selection)) {
          const { text, values } = listSql(ws, selection, phase, after, 51, reach);
          const { rows } = await tx.$client.query<{ "QUERY PLAN": [{ Plan: Node }] }>(
            `explain (format json) ${text}`,
            values,
          );
          const plan = rows[0]?.["QUERY PLAN"][0].Plan;
          if (plan) nodes.push(flat(plan));
        }
      }
    }
    return nodes;
  });
}

beforeAll(async () => {
  // Only the owner may analyse.
  const pg = await import("pg");
  const client = new pg.default.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query("analyze leads, scores, lead_terms");
  await client.end();
});

const scans = (nodes: Node[], relation: string) =>
  nodes.filter((node) => node["Node Type"] === "Seq Scan" && node["Relation Name"] === relation);
const indexes = (nodes: Node[]) => nodes.map((node) => node["Index Name"]).filter(Boolean);

describe("the plan of a list", () => {
  it.each(SORTS)("sorted by %s reads the sort's own index and sorts nothing", async (sort) => {
    for (const nodes of await plans(sort, {})) {
      expect(nodes.filter((node) => /Seq Scan|Sort/.test(node["Node Type"]))).toEqual([]);
      expect(
        indexes(nodes).some((name) =>
          /scores_primary|leads_unscored|leads_created|leads_last_event/.test(name ?? ""),
        ),
      ).toBe(true);
    }
  });

  it.each([
    { stage: "customer" },
    { stage: "lead" },
    { group: "hot" },
    { group: "cold" },
    { excluded: "true" },
    { excluded: "false" },
    { q: "lead77" },
    { q: "name4" },
    { q: "example lead1" },
    { q: "nobody" },
    { group: "hot", stage: "customer", q: "example" },
  ] as ListSelection["filter"][])(
    "filtered by %j scans neither leads nor scores in any sort",
    async (filter) => {
      const only = filter.group || filter.excluded === "true" ? "scored" : null;
      for (const sort of SORTS) {
        for (const nodes of await plans(sort, filter, {}, only)) {
          for (const table of ["leads", "scores", "lead_terms"]) expect(scans(nodes, table)).toEqual([]);
        }
      }
    },
  );

  it("filtered by segment or owner scans neither leads nor scores", async () => {
    const found = [
      ...(await plans("-score", {}, { sheetId: sheet.sheetId }, "scored")),
      ...(await plans("-created", {}, { sheetId: sheet.sheetId }, "scored")),
      ...(await plans("-score", {}, { ownerId: 7 })),
      ...(await plans("-score", {}, { ownerId: null })),
    ];
    for (const nodes of found)
      for (const table of ["leads", "scores"]) expect(scans(nodes, table)).toEqual([]);
  });

  it("filtered by label reads the labels’ own index, and sorts nothing by score", async () => {
    const selected = { sheetId: sheet.sheetId };
    for (const sort of ["-score", "score"] as const) {
      for (const nodes of await plans(sort, { label: "B2" }, selected, "scored")) {
        expect(nodes.filter((node) => /Seq Scan|Sort/.test(node["Node Type"]))).toEqual([]);
        expect(indexes(nodes)).toContain("scores_label");
      }
    }
    for (const nodes of await plans("-created", { label: "B2" }, selected, "scored"))
      for (const table of ["leads", "scores"]) expect(scans(nodes, table)).toEqual([]);
  });

  it("finds the words of a search by the index on words, under row-level security", async () => {
    for (const nodes of await plans("-score", { q: "lead777" }))
      expect(indexes(nodes).some((name) => name?.startsWith("lead_terms"))).toBe(true);
    const { rows } = await inWorkspace(ws, (tx) =>
      tx.$client.query<{ "QUERY PLAN": string }>(
        "explain select lead_id from lead_terms where workspace_id = $1 and term >= $2 and term < $3",
        [ws, "lead777", "lead777\u{10FFFF}"],
      ),
    );
    expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toMatch(/Index Cond: .*term >= .*term </);
  });
});
