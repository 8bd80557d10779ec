import { expect, test } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { putTeam } from "../routing/put-team.ts";
import type { GroupAction } from "../scoring/group-actions.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { putSegment } from "../segments/put-segment.ts";
import { previewSheet } from "./preview-sheet.ts";
import { saveDraft } from "./save-draft.ts";
import { targetWarnings } from "./target-warnings.ts";
import { sheetContent } from "./testing.ts";

useTestDatabase();

const assign: GroupAction = {
  key: "a",
  on: "enter",
  kind: "assign",
  owner_first: true,
  routes: [{ when: null, team: "north" }],
};
const actions: GroupAction[] = [
  assign,
  { key: "b", on: "enter", kind: "alert", to: "team", team: "south", channels: ["app"] },
  { key: "c", on: "enter", kind: "webhook", endpoint: "sms" },
  { key: "d", on: "leave", kind: "enrol", programme: "nurture" },
  { key: "e", on: "enter", kind: "promo_code", pool: "ten" },
  { key: "f", on: "enter", kind: "crm", connection: "hubspot" },
  { key: "g", on: "enter", kind: "crm", connection: null },
  { key: "h", on: "enter", kind: "alert", to: "owner", team: null, channels: ["app"] },
];

/** A content whose hot group does these things. */
function doing(hot: GroupAction[]): SheetContent {
  const content = sheetContent();
  const groups = content.groups.map((group) => (group.handover ? { ...group, actions: hot } : group));
  return { ...content, groups };
}

test("an action that names what is not there is warned of, at its place and by that name", () => {
  const none = { teams: [], endpoints: [], programmes: [], pools: [], connections: [] };
  expect(
    targetWarnings(doing(actions), none).map(({ path, code, params }) => [path, code, params.key]),
  ).toEqual([
    ["groups.2.actions.0", "unknown_team", "north"],
    ["groups.2.actions.1", "unknown_team", "south"],
    ["groups.2.actions.2", "unknown_endpoint", "sms"],
    ["groups.2.actions.3", "unknown_programme", "nurture"],
    ["groups.2.actions.4", "unknown_pool", "ten"],
    ["groups.2.actions.5", "unknown_connection", "hubspot"],
    ["groups.2.actions.6", "no_connection", undefined],
  ]);
});

test("where all that is named is there, nothing is said", () => {
  const all = {
    teams: ["north", "south"],
    endpoints: ["sms"],
    programmes: ["nurture"],
    pools: ["ten"],
    connections: ["hubspot"],
  };
  expect(targetWarnings(doing(actions), all)).toEqual([]);
});

test("a preview warns of a team that the workspace lacks, and no more once it is made, another's not counting", async () => {
  const workspaceId = await createWorkspace();
  const { ctx } = await createMember(workspaceId, "admin");
  const elsewhere = await createMember(await createWorkspace(), "admin");
  await putTeam(elsewhere.ctx, { key: "north", name: "North", members: [] });
  await putSegment(ctx, { key: "all", name: "Everyone", when: { all: [] } });
  const content = doing([assign]);
  await saveDraft(ctx, { key: "cars", name: "Cars", segment: "all", content });
  const codes = async () => (await previewSheet(ctx, { key: "cars" })).warnings.map(({ code }) => code);
  expect(await codes()).toContain("unknown_team");
  await putTeam(ctx, { key: "north", name: "North", members: [] });
  expect(await codes()).not.toContain("unknown_team");
});
