import type { Page } from "@playwright/test";
import { inWorkspace } from "../../db/client.ts";
import {
  createLead,
  createSegment,
  createSheet,
  daysAgo,
  pricingView,
  testContent,
} from "../../lib/leads/testing.ts";
import type { Rule } from "../../lib/scoring/schema.ts";
import { putSegment } from "../../lib/segments/put-segment.ts";
import { getSheet } from "../../lib/sheets/get-sheet.ts";
import { saveDraft } from "../../lib/sheets/save-draft.ts";
import { activeSheet, sheetContent } from "../../lib/sheets/testing.ts";
import { expect, test } from "../fixtures.ts";
import { setPoints, sign } from "../sheet-steps.ts";
import { createWorld } from "../world.ts";

/*
 * What a picky user checks of sheets and scores, a test each. Who edits which rule is seen within two seconds:
 * together.spec.ts; one user never signs for both sides: sheets.spec.ts.
 */

const key = "cars";
const content = sheetContent();
const [pricing, title] = content.rules as [Rule, Rule];

test("both have signed; one point edited takes both signatures away and tells both sides why", async ({
  team,
}) => {
  const [ana, ben] = [await team.member("marketer"), await team.member("sales")];
  await putSegment(ana.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await saveDraft(ana.ctx, { key, name: "Cars", segment: "all", content });
  const [anas, bens] = [await team.pageOf(ana), await team.pageOf(ben)];
  await anas.goto(`/sheets/${key}?tab=edit`);
  await sign(anas, "Marketing", "The other side still has to sign.");
  await bens.goto(`/sheets/${key}?tab=edit`);
  await bens.getByRole("button", { name: "Sign for Sales" }).click();
  const dialog = bens.getByRole("dialog");
  const nextYear = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel("Activate at").fill(`${nextYear}T09:00`);
  await dialog.getByRole("button", { name: "Sign for Sales" }).click();
  await expect(dialog).toBeHidden();
  const newest = async () => (await getSheet(ana.ctx, { key })).versions[0];
  expect((await newest())?.signatures).toHaveLength(2);

  await setPoints(bens, "Visited pricing", 11);
  const reason = `${ben.email} changed Rule “Visited pricing”`;
  for (const page of [anas, bens]) {
    const told = page.getByText(reason);
    await expect(told).toContainText(/The signatures of Marketing\W.*Sales are gone/);
    await expect(page.getByText(`waits for ${ana.email}`)).toBeVisible();
    await expect(page.getByText(`waits for ${ben.email}`)).toBeVisible();
  }
  expect(await newest()).toMatchObject({ state: "draft", signatures: [], scheduled_at: null });
});

test("the review shows a moved rule as moved, not as removed and added, whether by place or by category", async ({
  team,
}) => {
  const member = await team.member("marketer");
  await putSegment(member.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await activeSheet(team.workspaceId, key, "all", content);
  const page = await team.pageOf(member);
  const review = async (rules: Rule[], moved: string) => {
    await saveDraft(member.ctx, { key, name: "Cars", segment: "all", content: sheetContent({ rules }) });
    await page.goto(`/sheets/${key}/review`);
    await expect(page.locator("[data-diff]")).toHaveCount(1);
    const block = page.locator("[data-diff]");
    await expect(block).toContainText(moved);
    await expect(block.getByText("Moved", { exact: true })).toBeVisible();
    await expect(page.getByText("0 added, 0 removed, 0 changed, 1 moved")).toBeVisible();
  };
  await review([title, pricing], "Moved: From place");
  await review([{ ...pricing, category: "person" } as Rule, title], "From category “Website” to “Person”");
});

test("the equation adds up to the badge, and each change in the timeline names its event, rule and version", async ({
  team,
}) => {
  await inWorkspace(team.workspaceId, async (tx) => {
    const segment = await createSegment(tx, team.workspaceId, { condition: { all: [] } });
    await createSheet(tx, team.workspaceId, { segmentId: segment.id, content: testContent });
  });
  const id = await createLead(team.workspaceId, {
    email: "rosa@example.com",
    attributes: { name: "Rosa Mar", title: "CEO" },
    events: [
      ...[1, 2, 4, 6].map((days) => pricingView(daysAgo(days))),
      { name: "webinar_attended", at: daysAgo(12.5) },
    ],
  });
  const page = await team.page("sales");
  await page.goto(`/leads/${id}`);
  const equation = page.getByRole("region", { name: "How the score adds up" });
  const terms = await equation.locator("[data-hundredths]").allTextContents();
  const sum = terms.reduce(
    (all, text) => all + Math.round(Number(text.replace("−", "-").replace("+", "")) * 100),
    0,
  );
  await expect(page.getByTestId("score-total")).toHaveText(String(sum / 100));

  const entries = page.getByRole("listitem");
  const visits = entries.filter({ has: page.getByText("/pricing/team") });
  await expect(visits).toHaveCount(4);
  for (const visit of await visits.all()) {
    await expect(visit).toContainText("page_viewed");
    await expect(visit).toContainText("Visited pricing");
    await expect(visit).toContainText("(version 1)");
  }
  const entered = entries.filter({ has: page.getByText(/^Entered |→/) }).first();
  await expect(entered).toContainText(/version 1\. Cause: an event/);
  await expect(entered).toContainText(/Event: page_viewed, by the rule Visited pricing/);
});

test("a lead without a score says “Not scored”, never 0, and comes last by score in both directions", async ({
  team,
}) => {
  const { leadIds, sheet } = await createWorld(team.workspaceId);
  const member = await team.member("marketer");
  const { versions } = await getSheet(member.ctx, { key: sheet.key });
  await putSegment(member.ctx, {
    key: versions[0]?.segment ?? "",
    name: "Chief executives",
    when: { field: "title", op: "eq", value: "CEO" },
  });
  const page = await team.pageOf(member);
  const outside = (at: Page) => at.getByRole("row").filter({ hasText: "Luis Prado" });
  for (const sort of ["-score", "score"]) {
    await expect(async () => {
      await page.goto(`/leads?sort=${sort}`);
      await expect(outside(page)).toContainText("Not scored", { timeout: 1_000 });
    }).toPass();
    await expect(page.getByRole("row").last()).toContainText("Luis Prado");
    await expect(outside(page).getByText("0", { exact: true })).toHaveCount(0);
  }
  await page.goto(`/leads/${leadIds[1]}`);
  await expect(page.getByText("Not scored").first()).toBeVisible();
  const caller = await team.caller("manager");
  expect((await caller.get(`/api/v1/leads/${leadIds[1]}`)).body).toMatchObject({ scores: [] });
});
