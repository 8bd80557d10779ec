import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { createManyLeads, MANY } from "../many-leads.ts";

const PAGE = 50;
const rows = (page: Page) => page.getByRole("table", { name: "Leads" }).locator("tbody").getByRole("row");
const names = (page: Page) => rows(page).getByRole("link").allTextContents();

/** Waits until the list has so many rows and is not being fetched again. */
async function settled(page: Page, count: number): Promise<void> {
  await expect(rows(page)).toHaveCount(count);
  await expect(page.getByText("Updating…")).toBeHidden();
}

async function choose(page: Page, filter: string, option: string): Promise<void> {
  await page
    .getByRole("group", { name: "Filters" })
    .getByRole("button", { name: new RegExp(`^${filter}`) })
    .click();
  await page.getByRole("combobox", { name: filter, exact: true }).selectOption({ label: option });
  await page.keyboard.press("Escape");
}

test("filters are in the URL, Back steps through them, and a copied link shows a colleague the same rows", async ({
  team,
}) => {
  const sales = await team.member("sales");
  await createManyLeads(team.workspaceId, sales);
  const page = await team.pageOf(sales);
  await page.goto("/leads");
  await settled(page, PAGE);
  await choose(page, "Group", "Hot");
  await expect(page).toHaveURL(/\/leads\?group=hot$/);
  await settled(page, MANY.hot);
  await choose(page, "Stage", "SAL");
  await expect(page).toHaveURL(/\?(group=hot&stage=sal|stage=sal&group=hot)$/);
  await settled(page, 1);
  expect(await names(page)).toEqual(["Lead 01"]);

  await page.goBack();
  await expect(page).toHaveURL(/\?group=hot$/);
  await settled(page, MANY.hot);
  await page.goForward();
  await settled(page, 1);
  await page.goBack();
  await settled(page, MANY.hot);

  const colleague = await team.page("manager");
  await colleague.goto(page.url());
  await settled(colleague, MANY.hot);
  expect(await names(colleague)).toEqual(await names(page));
  await expect(colleague.getByRole("button", { name: "Group: Hot" })).toBeVisible();

  await page.getByRole("button", { name: "Remove the filter Group" }).click();
  await settled(page, PAGE);
  await choose(page, "Owner", "Me");
  await settled(page, 1);
  await choose(page, "Owner", "Nobody");
  await settled(page, PAGE);
  await choose(page, "Segment", "In no segment");
  await settled(page, MANY.unscored);
  await choose(page, "Group", "Hot");
  await expect(page.getByRole("heading", { name: "No lead matches" })).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).first().click();
  await settled(page, PAGE);
  await expect(page).toHaveURL(/\/leads$/);
});

test("/ goes to the search, typing replaces the history entry, and the columns sort", async ({ team }) => {
  const sales = await team.member("sales");
  await createManyLeads(team.workspaceId, sales);
  const page = await team.pageOf(sales);
  await page.goto("/leads?group=hot");
  await settled(page, MANY.hot);
  await page.goto("/leads");
  await settled(page, PAGE);
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search leads" })).toBeFocused();
  await page.keyboard.type("outside 2");
  await settled(page, 1);
  expect(await names(page)).toEqual(["Outside 2"]);
  await expect(page).toHaveURL(/\/leads\?q=outside(\+|%20)2$/);
  await page.goBack();
  await expect(page).toHaveURL(/\?group=hot$/);
  await settled(page, MANY.hot);

  await page.goto("/leads?q=lead%200");
  await settled(page, 9);
  expect((await names(page)).slice(0, 3).toSorted()).toEqual(["Lead 01", "Lead 02", "Lead 03"]);
  const score = page.getByRole("columnheader", { name: "Score" });
  await expect(score).toHaveAttribute("aria-sort", "descending");
  await score.getByRole("button").click();
  await expect(score).toHaveAttribute("aria-sort", "ascending");
  await expect(page).toHaveURL(/sort=score/);
  await expect(rows(page).last()).toContainText("20");
  await settled(page, 9);
  expect((await names(page)).slice(-3).toSorted()).toEqual(["Lead 01", "Lead 02", "Lead 03"]);
  await page.getByRole("combobox", { name: "Sort by" }).selectOption({ label: "Oldest" });
  await expect(page).toHaveURL(/sort=created/);
  await expect(rows(page).first()).toContainText("Lead 01");
  await page.goBack();
  await expect(score).toHaveAttribute("aria-sort", "ascending");
});

test("pages show every lead once; who is not scored comes last, and never with a 0", async ({ team }) => {
  const sales = await team.member("sales");
  await createManyLeads(team.workspaceId, sales);
  const page = await team.pageOf(sales);
  const pages = page.getByRole("navigation", { name: "Pages of leads" });
  const rest = MANY.scored + MANY.unscored - PAGE;
  for (const sort of ["", "?sort=score"]) {
    await page.goto(`/leads${sort}`);
    await settled(page, PAGE);
    await expect(pages.getByRole("button", { name: "Previous" })).toBeDisabled();
    const first = await names(page);
    await pages.getByRole("button", { name: "Next" }).click();
    await expect(page).toHaveURL(/cursor=/);
    await settled(page, rest);
    await expect(pages.getByRole("button", { name: "Next" })).toBeDisabled();
    const second = await names(page);
    expect(new Set([...first, ...second]).size).toBe(MANY.scored + MANY.unscored);
    expect(second.slice(-MANY.unscored).every((name) => name.startsWith("Outside"))).toBe(true);
    for (const row of (await rows(page).all()).slice(-MANY.unscored)) {
      // The group's badge and the score both say so.
      await expect(row.getByText("Not scored")).toHaveCount(2);
      await expect(row.getByRole("cell", { name: "0", exact: true })).toHaveCount(0);
    }
    await page.goBack();
    await settled(page, PAGE);
    expect(await names(page)).toEqual(first);
    await page.goForward();
    await settled(page, rest);
    await pages.getByRole("button", { name: "Previous" }).click();
    await settled(page, PAGE);
    expect(await names(page)).toEqual(first);
  }
});

test("columns are chosen once and stay chosen", async ({ team }) => {
  const sales = await team.member("sales");
  await createManyLeads(team.workspaceId, sales);
  const page = await team.pageOf(sales);
  await page.goto("/leads");
  const head = (name: string) => page.getByRole("columnheader", { name, exact: true });
  await expect(head("Stage")).toBeVisible();
  await expect(head("Sheet")).toHaveCount(0);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Stage" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Sheet" }).click();
  await page.keyboard.press("Escape");
  await expect(head("Sheet")).toBeVisible();
  await expect(head("Stage")).toHaveCount(0);
  await page.reload();
  await expect(head("Sheet")).toBeVisible();
  await expect(head("Stage")).toHaveCount(0);
});

test("the CSV export holds the rows that the filters show, and an empty score where there is none", async ({
  team,
}) => {
  const sales = await team.member("sales");
  await createManyLeads(team.workspaceId, sales);
  const page = await team.page("manager");
  const exported = async () => {
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export CSV" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    const lines = (await readFile(await file.path(), "utf8")).replace(/^\ufeff/, "").split("\r\n");
    expect(lines.pop()).toBe("");
    const [header = "", ...rest] = lines.map((line) => line.split(","));
    return rest.map((cells) => Object.fromEntries(cells.map((cell, n) => [header[n], cell])));
  };
  await page.goto("/leads?group=hot&sort=created");
  await settled(page, MANY.hot);
  expect(await exported()).toMatchObject([
    {
      name: "Lead 01",
      email: "lead01@example.com",
      score: "20",
      group: "Hot",
      stage: "sal",
      owner: sales.email,
    },
    { name: "Lead 02", email: "lead02@example.com", score: "20", group: "Hot", stage: "mql", owner: "" },
    { name: "Lead 03", score: "20", version: "1" },
  ]);
  await page.goto("/leads");
  await settled(page, PAGE);
  const all = await exported();
  expect(all).toHaveLength(MANY.scored + MANY.unscored);
  for (const lead of all.slice(-MANY.unscored)) {
    expect(lead).toMatchObject({ score: "", group: "", version: "", sheet: "" });
    expect(lead.name).toMatch(/^Outside/);
  }
});
