import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { editorRow, FIRST, LAST, openToken, readSheet, setToken, sign, tokenIn } from "../sheet-steps.ts";

/** What the two of them build on screen below, as a program would send it. */
const pricing = {
  name: "Visited pricing",
  category: "category",
  kind: "behaviour",
  event: "page_viewed",
  where: { all: [{ field: "path", op: "starts_with", value: "/pricing" }] },
  points: 12,
  limit: { times: 3, per: "day" },
  window_days: 60,
  half_life_days: 30,
};
const CONTENT = {
  range: { min: 0, max: 100 },
  dimensions: [
    {
      key: "score",
      name: "Behaviour",
      min: 0,
      max: null,
      bands: [
        { label: "A", from: 20 },
        { label: "B", from: null },
      ],
    },
    { key: "dimension", name: "Fit", min: null, max: null, bands: [] },
  ],
  categories: [
    { key: "category", name: "Website", dimension: "score", min: null, max: 60 },
    { key: "category-2", name: "Person", dimension: "dimension", min: null, max: null },
  ],
  rules: [
    { key: "behaviour", ...pricing },
    {
      key: "behaviour-2",
      ...pricing,
      name: "Copy of Visited pricing",
      points: 10,
      muted: true,
    },
    {
      key: "inactivity",
      name: "Went quiet",
      category: "category",
      kind: "inactivity",
      after_days: 14,
      every_days: 7,
      points: -5,
      limit: { times: 4 },
    },
    {
      key: "fit",
      name: "Job title",
      category: "category-2",
      kind: "fit",
      cases: [
        { when: { all: [{ field: "title", op: "in", value: ["CEO", "CTO"] }] }, points: 20 },
        {
          when: {
            any: [
              { field: "title", op: "contains", value: "manager" },
              { field: "team", op: "gt", value: 10 },
            ],
          },
          points: 10,
        },
      ],
      otherwise: -5,
    },
  ],
  exclusions: [
    {
      key: "exclusion",
      name: "Student",
      when: { all: [{ field: "occupation", op: "eq", value: "student" }] },
    },
  ],
  groups: [
    { key: "group", name: "Cold" },
    { key: "group-2", name: "Warm", from: { total: 10 } },
    { key: "group-3", name: "Hot", from: { total: 30, score: 5 }, handover: true },
  ],
};

const add = (place: Locator, what: string) => place.getByRole("button", { name: `Add ${what}`, exact: true });

/** Adds what a sentence does not say yet, and says it. */
async function say(page: Page, place: Locator, what: string, label: string, field: string, value: string) {
  await add(place, what).click();
  const panel = page.getByRole("dialog", { name: label, exact: true });
  await panel.getByLabel(field, { exact: true }).fill(value);
  await panel.getByLabel(field, { exact: true }).press("Enter");
  await expect(panel).toBeHidden();
}

async function addRule(page: Page, category: string, kind: string): Promise<void> {
  await page.getByRole("button", { name: `Add rule to ${category}` }).click();
  await page.getByRole("menuitem", { name: kind }).click();
}

/** Fills the last leaf of the open condition. */
async function fillLeaf(panel: Locator, field: string, op: string, values: string, value: string) {
  await panel.getByRole("combobox", { name: "Field" }).last().fill(field);
  await panel.getByRole("combobox", { name: "Comparison" }).last().selectOption({ label: op });
  await panel.getByRole("combobox", { name: values }).last().fill(value);
}

async function createEmptySheet(page: Page): Promise<void> {
  await page.goto("/segments");
  await page.getByRole("button", { name: "Create “Everyone”" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Everyone" })).toBeVisible();
  await page.goto("/sheets");
  const dialog = page.getByRole("dialog", { name: "New sheet" });
  await page.getByRole("button", { name: "New sheet" }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole("radio", { name: "An empty sheet" }).click();
  await dialog.getByLabel("Name").fill("By hand");
  await dialog.getByRole("button", { name: "Create draft" }).click();
  await expect(page).toHaveURL(/\/sheets\/by-hand$/);
  await page.getByRole("tab", { name: "Edit" }).click();
}

async function buildCategories(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add category" }).click();
  const website = page.getByRole("region", { name: "New category" });
  await setToken(website, "Name", "Name", "Website");
  await setToken(page.getByRole("region", { name: "Website" }), "Limits", "At most", "60");
  await setToken(editorRow(page, "Score"), "Name", "Name", "Behaviour");
  await page.getByRole("button", { name: "Add dimension" }).click();
  await setToken(editorRow(page, "Score"), "Name", "Name", "Fit");
  await page.getByRole("button", { name: "Add category" }).click();
  await setToken(page.getByRole("region", { name: "New category" }), "Name", "Name", "Person");
  const dimension = await openToken(page.getByRole("region", { name: "Person" }), "Dimension");
  await dimension.getByLabel("Counts as").selectOption({ label: "Fit" });
  await page.keyboard.press("Escape");

  const behaviour = editorRow(page, "Behaviour");
  await setToken(behaviour, "Limits", "At least", "0");
  await say(page, behaviour, "band", "Band", "From", "20");
  await add(behaviour, "band").click();
  const band = page.getByRole("dialog", { name: "Band" });
  await band.getByLabel("From", { exact: true }).fill("");
  await band.getByLabel("Label", { exact: true }).press("Enter");
  await expect(behaviour.getByRole("button", { name: "Band: B for the rest" })).toBeVisible();
}

async function buildRules(page: Page): Promise<void> {
  await addRule(page, "Website", "What leads do");
  await setToken(editorRow(page, "New act"), "Name", "Name", "Visited pricing");
  const visited = editorRow(page, "Visited pricing");
  await add(visited, "condition").click();
  const where = page.getByRole("dialog", { name: "Condition" });
  await fillLeaf(where, "path", "starts with", "Value", "/pricing");
  await page.keyboard.press("Escape");
  await say(page, visited, "limit", "Limit", "At most, times", "3");
  const per = await openToken(visited, "Counted");
  await per.getByRole("radio", { name: "day" }).click();
  await page.keyboard.press("Escape");
  await say(page, visited, "window", "Window", "In the last, days", "60");
  await say(page, visited, "decay", "Decay", "Points halve every, days", "30");
  await visited.getByRole("button", { name: "More for Visited pricing" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await page.getByRole("button", { name: "Mute Copy of Visited pricing" }).click();

  await addRule(page, "Website", "Going quiet");
  const quiet = editorRow(page, "Went quiet");
  await setToken(quiet, "Points", "Points", "-5");
  await setToken(quiet, "Silence", "After days without an event", "14");
  await say(page, quiet, "repeat", "Repeat", "Again every, days", "7");
  await say(page, quiet, "limit", "Limit", "At most, times", "4");

  await addRule(page, "Person", "Who leads are (attributes)");
  await setToken(editorRow(page, "New attribute"), "Name", "Name", "Job title");
  const title = editorRow(page, "Job title");
  await fillLeaf(
    await openToken(title, "Condition of case 1"),
    "title",
    "is one of",
    "Values, separated by commas",
    "CEO, CTO",
  );
  await page.keyboard.press("Escape");
  await setToken(title, "Points of case 1", "Points", "20");
  await setToken(title, "Otherwise, points", "Points", "-5");
  await add(title, "case").click();
  const second = page.getByRole("dialog", { name: "Condition of case 2" });
  await fillLeaf(second, "title", "contains", "Value", "manager");
  await second.getByRole("combobox", { name: "Match" }).selectOption({ label: "any of these" });
  await second.getByRole("button", { name: "Add condition" }).click();
  await fillLeaf(second, "team", "is more than", "Value", "10");
  await page.keyboard.press("Escape");
}

async function buildRest(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add exclusion" }).click();
  await setToken(editorRow(page, "New exclusion"), "Name", "Name", "Student");
  await fillLeaf(
    await openToken(editorRow(page, "Student"), "Condition"),
    "occupation",
    "is",
    "Value",
    "student",
  );
  await page.keyboard.press("Escape");
  for (const name of ["Cold", "Warm", "Hot"]) {
    await page.getByRole("button", { name: "Add group" }).last().click();
    await editorRow(page, "New group").getByLabel("Group", { exact: true }).fill(name);
  }
  await editorRow(page, "Hot").getByLabel("Score from").fill("30");
  await editorRow(page, "Hot").getByLabel("Behaviour from").fill("5");
  await page.getByLabel("Hand over to sales").selectOption({ label: "Hot" });
  const range = page.getByRole("group", { name: "Score range" });
  await range.getByLabel("At least").fill("0");
  await range.getByLabel("At most").fill("100");
}

test("a sheet is built by mouse and keyboard from nothing to active by two members; by the API it is the same", async ({
  team,
}) => {
  test.slow();
  const person = await team.caller("marketer");
  const marketing = await team.pageOf(person.member);
  await createEmptySheet(marketing);
  await buildCategories(marketing);
  await buildRules(marketing);
  await buildRest(marketing);
  await expect(marketing.getByText(/Saved \d+:\d\d/)).toBeVisible();

  // The other side has the last word on the points.
  const sales = await team.page("sales");
  await sales.goto("/sheets/by-hand?tab=edit");
  await setToken(editorRow(sales, "Visited pricing"), "Points", "Points", "12");
  await expect(sales.getByText(/Saved \d+:\d\d/)).toBeVisible();
  await expect(tokenIn(editorRow(marketing, "Visited pricing"), "Points")).toContainText("+12");
  await sign(marketing, "Marketing", FIRST);
  await sign(sales, "Sales", LAST);
  await expect(sales.getByText("Version 1 is active, signed by both sides.")).toBeVisible();

  const api = await person.call("PUT", "/api/v1/sheets/by-program/draft", {
    body: { name: "By program", segment: "everyone", content: CONTENT },
  });
  expect(api.status, api.text).toBeLessThan(300);
  const byHand = await readSheet(person, "by-hand");
  const byProgram = await readSheet(person, "by-program");
  expect(byHand.versions).toMatchObject([{ state: "active", number: 1 }]);
  expect(byHand.versions[0]).toMatchObject({
    content: (byProgram.versions[0] as { content?: unknown }).content,
  });
  expect(byHand.versions[0]?.hash).toBe(byProgram.versions[0]?.hash);
});
