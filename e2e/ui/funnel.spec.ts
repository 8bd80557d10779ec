import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { NaiveLead } from "../../lib/funnel/naive.test-helper.ts";
import { writeNaiveLeads } from "../../lib/funnel/testing.ts";
import { expect, expectAccessible, test } from "../fixtures.ts";

const DAY = 86_400_000;

/** 40 old leads (of which 16, 8, 4 and 2 went on, a step a day) and 10 young ones of which 5 are MQLs already. */
function leads(): NaiveLead[] {
  const lead = (daysAgo: number, steps: number, source: string): NaiveLead => {
    const at = Date.now() - daysAgo * DAY;
    const stages = (["mql", "sal", "sql", "opportunity"] as const)
      .slice(0, steps)
      .map((stage, n) => ({ stage, at: at + (n + 1) * DAY, value: null }));
    return { at, source, segment: null, stages };
  };
  const old = Array.from({ length: 40 }, (_, n) =>
    lead(200, n < 2 ? 4 : n < 4 ? 3 : n < 8 ? 2 : n < 16 ? 1 : 0, n % 2 ? "Fair" : "Search"),
  );
  return [...old, ...Array.from({ length: 10 }, (_, n) => lead(10, n % 2, "Fair"))];
}

const chart = (page: Page, name: string | RegExp) => page.getByRole("figure", { name });

test("every percentage names what it is of, young leads are hatched and in no rate", async ({ team }) => {
  await writeNaiveLeads(team.workspaceId, leads());
  const page = await team.page("manager");
  await page.goto("/funnel");
  const stages = chart(page, "Where do leads stop?");
  const mql = stages.getByRole("listitem").filter({ hasText: "MQL" }).first();
  await expect(mql).toContainText("40% of Lead");
  await expect(mql).toContainText("+ 5 too young");
  const sal = stages.getByRole("listitem").filter({ hasText: "SAL" }).first();
  await expect(sal).toContainText("20% of Lead");
  await expect(sal).toContainText("50% of MQL");
  await expect(stages).toContainText("n = 40");
  const steps = page.getByRole("table", { name: "Step by step" });
  await expect(steps.getByRole("columnheader", { name: "% of Lead" })).toBeVisible();
  await expect(steps.getByRole("columnheader", { name: "% of stage before" })).toBeVisible();
  await expect(
    page.getByRole("definition").filter({ hasText: "of 40 leads old enough" }).first(),
  ).toBeVisible();
  await expectAccessible(page);
});

test("a number opens the list of its leads; Back closes it, and steps back through filters", async ({
  team,
}) => {
  await writeNaiveLeads(team.workspaceId, leads());
  const page = await team.page("sales");
  await page.goto("/funnel");
  const steps = page.getByRole("table", { name: "Step by step" });
  await page.getByRole("radio", { name: "What happened" }).click();
  await expect(page).toHaveURL(/basis=period/);
  await expect(steps.getByRole("columnheader", { name: "Later" })).toHaveCount(0);
  await page.goBack();
  await expect(steps.getByRole("columnheader", { name: "Later" })).toBeVisible();
  await steps.getByRole("button", { name: "MQL, Too young, so far: show 5 leads" }).click();
  const drawer = page.getByRole("dialog", { name: "MQL, too young so far" });
  await expect(drawer.getByRole("listitem")).toHaveCount(5);
  const shared = page.url();
  await page.goBack();
  await expect(drawer).toBeHidden();
  await expect(page).not.toHaveURL(/leads=/);
  await page.goto(shared);
  await expect(drawer.getByRole("listitem")).toHaveCount(5);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    drawer.getByRole("link", { name: "Download as CSV" }).click(),
  ]);
  expect((await readFile(await file.path(), "utf8")).trim().split("\r\n")).toHaveLength(6);
});

test("a row narrows the whole report, and its chip widens it again", async ({ team }) => {
  await writeNaiveLeads(team.workspaceId, leads());
  const page = await team.page("marketer", {});
  await page.goto("/funnel");
  const rows = page.getByRole("table", { name: "Reached so far by Source" });
  await rows.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page).toHaveURL(/value=is/);
  await expect(chart(page, "Where do leads stop?")).toContainText("n = 20");
  await page
    .getByRole("button", { name: /Source.*Search/ })
    .last()
    .press("Enter");
  await page.keyboard.press("Escape");
  await page.goBack();
  await expect(chart(page, "Where do leads stop?")).toContainText("n = 40");
});

test("each chart is read by keyboard, as a table and as CSV", async ({ team }) => {
  await writeNaiveLeads(team.workspaceId, leads());
  const page = await team.page("manager");
  await page.goto("/funnel");
  const titles = [
    "Where do leads stop?",
    "What share of each week’s leads gets to: Opportunity?",
    "Source: what share gets to Opportunity?",
    "Where do leads wait now?",
  ];
  for (const title of titles) {
    const one = chart(page, title);
    const toggle = one.getByRole("button", { name: "Show as a table" });
    await toggle.focus();
    await page.keyboard.press("Enter");
    await expect(toggle).toHaveAttribute("aria-pressed", "true");
    const table = one.getByRole("table", { name: title });
    await expect(table).toBeVisible();
    const lines = await table.getByRole("row").count();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      one.getByRole("button", { name: `Download “${title}” as CSV` }).click(),
    ]);
    const text = await readFile(await file.path(), "utf8");
    expect(text.trim().split("\r\n")).toHaveLength(lines);
    await toggle.click();
  }
  const weeks = chart(page, titles[1] ?? "");
  await weeks.getByRole("application").focus();
  await page.keyboard.press("ArrowRight");
  await expect(weeks.getByText("Leads that came").first()).toBeVisible();
});

test("G then F opens the funnel from anywhere, and a slow report shows no figures before it has any", async ({
  team,
}) => {
  await writeNaiveLeads(team.workspaceId, leads());
  const page = await team.page("manager");
  await page.goto("/leads");
  await expect(page.getByRole("heading", { level: 1, name: "Leads" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  await expect(page).toHaveURL(/\/funnel$/);
  await expect(chart(page, "Where do leads stop?")).toBeVisible();
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/\/api\/v1\/reports\/funnel\?/, async (route) => {
    await answered;
    await route.continue();
  });
  await page.getByRole("combobox", { name: "Time given" }).selectOption("30");
  // What was there stays, dimmed, and says that it is being asked anew.
  await expect(page.getByText("Updating…").first()).toBeVisible();
  await expect(chart(page, "Where do leads stop?")).toBeVisible();
  await expect(page.getByText("No leads here")).toHaveCount(0);
  answer();
  await expect(page.getByText("Updating…")).toHaveCount(0);
  await expect(page).toHaveURL(/horizon_days=30/);
});

test("in Spanish nothing is left in English, and numbers read as they do there", async ({ team }) => {
  await writeNaiveLeads(team.workspaceId, leads());
  const page = await team.page("manager", { locale: "es", theme: "dark" });
  await page.goto("/funnel");
  await expect(page.getByRole("heading", { level: 1, name: "Embudo" })).toBeVisible();
  const stages = chart(page, "¿Dónde se quedan los leads?");
  await expect(stages).toContainText(/40\s%/);
  await expect(page.getByRole("main")).not.toContainText(/\b(of|leads that|within|too young|Source)\b/);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  expect(wide).toBe(true);
  await expectAccessible(page);
});
