import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { freezeReports } from "../../lib/feedback/freeze.ts";
import { englishOn } from "../english.ts";
import { HUNDRED, openReport, reportedSheet } from "../feedback-steps.ts";
import { expect, expectAccessible, test } from "../fixtures.ts";

const REPORT = /\/api\/v1\/reports\/feedback\?/;
const figures = (page: Page) => page.getByRole("figure");

test("a slow report says that it is counting and never that there is nothing; a change dims what stands", async ({
  team,
}) => {
  const sheet = await reportedSheet(team, 200);
  await sheet.add(HUNDRED);
  const page = await team.page("manager");
  let answer: () => void = () => undefined;
  let held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(REPORT, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/feedback");
  await expect(page.getByText("Counting what became of the hand-overs…")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Version" })).toBeVisible();
  await expect(page.locator("[data-empty]")).toHaveCount(0);
  await expect(page.getByText("No data yet")).toHaveCount(0);
  answer();
  const verdict = page.locator("[data-verdict]");
  await expect(verdict).toContainText("22 of 80");
  held = new Promise((resolve) => {
    answer = resolve;
  });
  await page.getByRole("combobox", { name: "Judged after" }).selectOption("180");
  await expect(page.getByText("Updating…")).toBeVisible();
  await expect(verdict).toContainText("22 of 80");
  await expect(page.locator("[data-empty]")).toHaveCount(0);
  answer();
  await expect(verdict).toHaveAttribute("data-verdict", "too_few");
  await expect(page).toHaveURL(/horizon_days=180/);
  await page.goBack();
  await expect(verdict).toContainText("22 of 80");
});

test("where the report cannot be had, the choice stays, and it can be asked for again", async ({ team }) => {
  const sheet = await reportedSheet(team, 200);
  await sheet.add(HUNDRED);
  const page = await team.page("manager");
  const refused = { error: { code: "internal", message: "Something went wrong" } };
  await page.route(REPORT, (route) =>
    route.fulfill({ status: 500, json: refused, headers: { "x-request-id": "req-17" } }),
  );
  await page.goto("/feedback?horizon_days=30");
  await expect(page.getByRole("alert").filter({ hasText: "req-17" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Judged after" })).toHaveValue("30");
  await expect(page.locator("[data-empty]")).toHaveCount(0);
  await page.unroute(REPORT);
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(page.locator("[data-verdict]")).toContainText("within 30 days");
});

test("hand-overs younger than the horizon are in no rate, and are hatched", async ({ team }) => {
  const sheet = await reportedSheet(team, 200);
  await sheet.add(HUNDRED);
  const page = await team.page("sales");
  const verdict = await openReport(page);
  await expect(verdict).toHaveAttribute("data-verdict", "works");
  await expect(verdict).toContainText("Yes: “Hot” meant opportunity.");
  await expect(verdict).toContainText(
    "22 of 80 hand-overs that are old enough became opportunities within 90 days: 27.5%",
  );
  await expect(page.getByText("8 of the young ones are opportunities already")).toBeVisible();
  const maturity = page.getByRole("figure", { name: "How much can be judged yet?" });
  await expect(maturity).toContainText("80 of 100 hand-overs (80%) are old enough");
  await expect(maturity.getByRole("list", { name: "Legend" })).toContainText("Too young");
  const hatched = maturity.locator("path[fill^='url(#']");
  await expect(hatched).toHaveCount(1);
  const bands = page.getByRole("figure", { name: "Did a higher score mean more opportunities?" });
  await expect(bands).toContainText("n = 80");
  // Judged after ten days the young ones are old enough, and count.
  await openReport(page, "?horizon_days=10");
  await expect(verdict).toContainText(
    "30 of 100 hand-overs that are old enough became opportunities within 10 days: 30%",
  );
  await expect(hatched).toHaveCount(0);
});

test("each chart is a table and a CSV as well, by keyboard alone", async ({ team }) => {
  const sheet = await reportedSheet(team, 200);
  await sheet.add(HUNDRED);
  const page = await team.page("manager");
  await openReport(page);
  const all = await figures(page).all();
  expect(all.length).toBeGreaterThanOrEqual(10);
  for (const figure of all) {
    await expect(figure.getByText(/n = [\d,]+/).first()).toBeVisible();
    const toggle = figure.getByRole("button", { name: "Show as a table" });
    if ((await toggle.count()) > 0) {
      await toggle.focus();
      await page.keyboard.press("Enter");
    }
    const rows = await figure.getByRole("table").getByRole("row").count();
    expect(rows).toBeGreaterThan(1);
    const csv = figure.getByRole("button", { name: "as CSV" });
    await csv.focus();
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    const text = await readFile(await download.path(), "utf8");
    expect(text.trim().split("\r\n")).toHaveLength(rows);
  }
});

test("arrow keys say what the figures of a chart are", async ({ team }) => {
  const sheet = await reportedSheet(team, 200);
  await sheet.add(HUNDRED);
  const page = await team.page("manager");
  await openReport(page);
  for (const [name, said] of [
    ["How much can be judged yet?", "Too young"],
    ["Did a higher score mean more opportunities?", "95% interval (Wilson)"],
    ["How many days until it is an opportunity?", "Day 1"],
  ] as const) {
    const figure = page.getByRole("figure", { name });
    const chart = figure.locator(".recharts-surface[tabindex='0']");
    await chart.focus();
    await page.keyboard.press("ArrowRight");
    await expect(figure.locator(".recharts-tooltip-wrapper")).toContainText(said);
  }
});

test("in Spanish nothing is left in English or clipped, and numbers are written the Spanish way", async ({
  team,
}) => {
  const sheet = await reportedSheet(team, 200);
  await sheet.add(HUNDRED);
  const page = await team.page("manager", { locale: "es" });
  const verdict = await openReport(page);
  await expect(verdict).toContainText("Sí: «Hot» significó oportunidad.");
  await expect(verdict).toContainText(/27,5\s%/);
  expect(await englishOn(page, new Set(["Everyone", "Hot", "Warm", "Cold"]))).toEqual([]);
  const clipped = await page
    .locator("main :is(h1, h2, h3, p, dt, dd, li, th, td, button, span)")
    .evaluateAll((all) =>
      all
        .filter(
          (one) =>
            one.clientWidth > 0 &&
            getComputedStyle(one).overflowX === "hidden" &&
            !one.closest(".sr-only") &&
            one.scrollWidth > one.clientWidth + 1,
        )
        .map((one) => one.textContent),
    );
  expect(clipped).toEqual([]);
  await expectAccessible(page);
});

test("groups are told apart by word and icon, in the dark and without colours", async ({ team }) => {
  const sheet = await reportedSheet(team, 200);
  await sheet.add(HUNDRED);
  const page = await team.page("admin", { theme: "dark" });
  await openReport(page);
  await page.addStyleTag({ content: "html { filter: grayscale(1) }" });
  const groups = page.getByRole("figure", { name: "Did the groups differ?" });
  await expect(groups.locator("[data-tone=hot]")).toHaveText("Hot");
  await expect(groups.locator("[data-tone=hot] svg")).toBeVisible();
  const days = page.getByRole("figure", { name: "How many days until it is an opportunity?" });
  await expect(days.getByRole("listitem").filter({ hasText: "Hot" }).locator("svg")).toHaveCount(2);
  const dashes = await days
    .getByRole("listitem")
    .locator("line")
    .evaluateAll((lines) => lines.map((line) => line.getAttribute("stroke-dasharray")));
  expect(new Set(dashes).size).toBe(dashes.length);
  await expectAccessible(page);
});

test("a young version says which day it is and when a first read is honest", async ({ team }) => {
  const sheet = await reportedSheet(team, 11.5);
  await sheet.add(Array.from({ length: 34 }, () => ({ handed: [10], total: 40, points: { pricing: 30 } })));
  const page = await team.page("marketer");
  const verdict = await openReport(page);
  await expect(verdict).toContainText("Day 12 of 90: too early to judge.");
  const first = new Date(Date.now() + 80 * 86_400_000);
  const date = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(first);
  await expect(verdict).toContainText(`First honest read on ${date}.`);
  await expect(page.getByRole("figure", { name: "Did a higher score" })).toHaveCount(0);
  await expect(page.getByText("NaN")).toHaveCount(0);
});

test("each emptiness says why and what to do", async ({ team }) => {
  const page = await team.page("manager");
  await page.goto("/feedback");
  await expect(page.getByRole("heading", { name: "Nothing to report on yet" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Go to the sheets" })).toHaveAttribute("href", "/sheets");
  const sheet = await reportedSheet(team, 5);
  await page.reload();
  await expect(page.getByText("Cars, version 1, has handed nobody over.")).toBeVisible();
  await sheet.add([{ handed: [2], total: 40 }]);
  await openReport(page);
  await page.getByRole("combobox", { name: "Segment" }).selectOption("madrid");
  await expect(page.getByText("No hand-over of this version is of a lead in the segment")).toBeVisible();
  await page.getByRole("button", { name: "Show every segment" }).click();
  await expect(page.locator("[data-verdict]")).toBeVisible();
  await page.goto("/feedback?sheet=cars&version=9");
  await expect(page.getByRole("heading", { name: "There is no such report" })).toBeVisible();
});

test("what was handed over outside Hotsheet is reported without scores, bands and rules", async ({
  team,
}) => {
  const sheet = await reportedSheet(team, 1);
  const made = (n: number, stages: "opportunity"[]) =>
    Array.from({ length: n }, () => ({
      handed: [150],
      imported: true,
      stages: stages.map((stage) => ({ stage, daysAgo: 140 })),
    }));
  await sheet.add([...made(4, ["opportunity"]), ...made(36, [])]);
  const page = await team.page("manager");
  const verdict = await openReport(page, "?version=imported");
  await expect(verdict).toContainText("4 of 40 hand-overs that are old enough became opportunities");
  await expect(page.getByRole("combobox", { name: "Version" })).toHaveValue("imported");
  await expect(page.getByRole("figure", { name: "Did a higher score" })).toHaveCount(0);
  await expect(page.getByRole("figure", { name: "Which rules earn" })).toHaveCount(0);
  await expect(page.getByRole("figure", { name: "How many days until" })).toBeVisible();
  await expectAccessible(page);
});

test("a frozen report says so, and what came in late stands in its addendum", async ({ team }) => {
  const sheet = await reportedSheet(team, 200);
  const ids = await sheet.add(HUNDRED.slice(0, 80));
  await freezeReports();
  const page = await team.page("sales");
  const verdict = await openReport(page);
  await expect(page.getByText(/^Frozen on .*: this report no longer changes\.$/)).toBeVisible();
  await expect(verdict).toContainText("22 of 80");
  const sales = await team.caller("sales");
  const told = await sales.call("POST", `/api/v1/leads/${ids.at(-1)}/stage`, {
    body: { stage: "opportunity", at: new Date(Date.now() - 140 * 86_400_000).toISOString() },
  });
  expect(told.status, told.text).toBeLessThan(300);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Addendum" })).toBeVisible();
  await expect(page.getByText("1 opportunity dated within the 90 days was recorded late")).toBeVisible();
  await expect(verdict).toContainText("22 of 80");
});

test("on paper there is the report alone, white, with its charts and whom it is of", async ({ team }) => {
  const sheet = await reportedSheet(team, 200);
  await sheet.add(HUNDRED);
  const page = await team.page("manager", { theme: "dark" });
  await openReport(page);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByText("Cars, version 1 · Segment: Everyone · Judged after: 90 days")).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("button")).toHaveCount(0);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    "rgb(255, 255, 255)",
  );
  const charts = page.locator(".recharts-wrapper > svg");
  expect(await charts.count()).toBeGreaterThanOrEqual(3);
  for (const chart of await charts.all()) {
    const box = await chart.boundingBox();
    expect(box?.width).toBeGreaterThan(200);
    expect(box?.height).toBeGreaterThan(100);
  }
});

test("G R opens the report; a colleague sees the same by the same link", async ({ team }) => {
  const sheet = await reportedSheet(team, 200);
  await sheet.add(HUNDRED);
  const page = await team.page("marketer");
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Feedback report" })).toBeVisible();
  await page.keyboard.type("gr");
  await expect(page).toHaveURL(/\/feedback$/);
  await expect(page.locator("[data-verdict]")).toBeVisible();
  await page.getByRole("combobox", { name: "Segment" }).selectOption("all");
  await page.getByRole("combobox", { name: "Judged after" }).selectOption("30");
  await expect(page).toHaveURL(/segment=all&horizon_days=30/);
  await expect(page.locator("[data-verdict]")).toContainText("within 30 days");
  const colleague = await team.page("manager");
  await colleague.goto(page.url());
  await expect(colleague.getByRole("combobox", { name: "Segment" })).toHaveValue("all");
  await expect(colleague.locator("[data-verdict]")).toContainText("within 30 days");
});
