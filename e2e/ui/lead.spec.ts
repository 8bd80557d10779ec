import type { Page } from "@playwright/test";
import { z } from "zod";
import { inWorkspace } from "../../db/client.ts";
import {
  createLead,
  createSegment,
  createSheet,
  daysAgo,
  pricingView,
  testContent,
} from "../../lib/leads/testing.ts";
import type { Caller } from "../caller.ts";
import { expect, test } from "../fixtures.ts";

/** A lead on whose score every level of the sheet clamps, limits or fades: 25 (of 30) + 9 (of 12) + 20. */
async function createRichLead(workspaceId: number): Promise<number> {
  await inWorkspace(workspaceId, async (tx) => {
    const segment = await createSegment(tx, workspaceId, { condition: { all: [] } });
    await createSheet(tx, workspaceId, { segmentId: segment.id, content: testContent });
  });
  return createLead(workspaceId, {
    email: "rosa@example.com",
    attributes: { name: "Rosa Mar", title: "CEO" },
    events: [
      ...[1, 2, 4, 6].map((days) => pricingView(daysAgo(days))),
      { name: "webinar_attended", at: daysAgo(12.5) },
    ],
  });
}

const scoreSchema = z.object({
  total: z.number(),
  as_of: z.string(),
  group: z.string().nullable(),
  contributions: z.array(z.object({ rule: z.string(), points: z.number(), times: z.number() })),
});

async function scoreOf(caller: Caller, id: number, asOf: string) {
  const answer = await caller.get(`/api/v1/leads/${id}/score?as_of=${encodeURIComponent(asOf)}`);
  expect(answer.status).toBe(200);
  return scoreSchema.parse(answer.body);
}

/** The terms of the equation as printed, in hundredths of a point, and the total below them. */
async function printed(page: Page): Promise<{ terms: number[]; total: number }> {
  const equation = page.getByRole("region", { name: "How the score adds up" });
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  const texts = await equation.locator("[data-hundredths]").allTextContents();
  const terms = texts.map((text) => Math.round(Number(text.replace("\u2212", "-").replace("+", "")) * 100));
  return { terms, total: Number(await equation.getByTestId("score-total").textContent()) };
}

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

test("the equation sums exactly to the score, and is the API's of the same instant", async ({ team }) => {
  const id = await createRichLead(team.workspaceId);
  const caller = await team.caller("manager");
  const page = await team.page("marketer");
  const totals: number[] = [];
  for (const asOf of [0, 1.5, 5, 20, -45].map((days) => daysAgo(days).toISOString())) {
    await page.goto(`/leads/${id}?as_of=${asOf}`);
    const { terms, total } = await printed(page);
    const api = await scoreOf(caller, id, asOf);
    expect(sum(terms), asOf).toBe(total * 100);
    expect(total, asOf).toBe(api.total);
    expect(api.as_of).toBe(asOf);
    totals.push(total);
  }
  // Now: 25 of 30 on the website, 12 points faded to 9 (12 whole days, half-life 30), 20 for the title.
  expect(totals).toEqual([54, 54, 40, 20, 48]);

  await page.goto(`/leads/${id}`);
  const shown = await printed(page);
  expect(shown.total).toBe(54);
  const header = page.getByRole("banner").or(page.getByRole("main"));
  await expect(header.getByText("54", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Limit of “Website”")).toBeVisible();
  await expect(page.getByText("Faded over time")).toBeVisible();
  await page.locator("summary").filter({ hasText: "Website" }).click();
  await expect(page.getByText("3 of 4 times count")).toBeVisible();
});

test("the timeline names the points of each event and why one gives none", async ({ team }) => {
  const id = await createRichLead(team.workspaceId);
  const page = await team.page("marketer");
  await page.goto(`/leads/${id}`);
  const timeline = page.getByRole("listitem").filter({ has: page.getByText("/pricing/team") });
  await expect(timeline).toHaveCount(4);
  await expect(timeline.getByText("+10", { exact: true })).toHaveCount(3);
  await expect(timeline.last()).toContainText("Visited pricing: not counted, newer ones fill the limit");
  const webinar = page.getByRole("listitem").filter({ has: page.getByText("webinar_attended") });
  await expect(webinar).toContainText(/\+9\.\d+/);
  await expect(webinar).toContainText("Attended a webinar");
  await expect(page.getByText("Handed over to sales")).toBeVisible();
});

test("another date shows another score, in the URL, and Back returns to now", async ({ team }) => {
  const id = await createRichLead(team.workspaceId);
  const page = await team.page("marketer");
  await page.goto(`/leads/${id}`);
  const total = page.getByTestId("score-total");
  await expect(total).toHaveText("54");
  const asOf = page.getByLabel("As of");
  const see = async (minute: string) => {
    await asOf.fill(minute);
    await asOf.press("Enter");
    await expect(page).toHaveURL(new RegExp(`as_of=${minute.replace(":", "(:|%3A)")}`));
  };
  await see(daysAgo(20).toISOString().slice(0, 16));
  await expect(total).toHaveText("20");
  await expect(page.getByText(/later events and later attributes are left out/)).toBeVisible();
  await see(daysAgo(-45).toISOString().slice(0, 16));
  await expect(total).toHaveText("48");
  await expect(page.getByText(/if nothing more happens/)).toBeVisible();
  await page.goBack();
  await expect(total).toHaveText("20");
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(total).toHaveText("54");
  await expect(page).toHaveURL(new RegExp(`/leads/${id}$`));
});

test("a date that was typed while the page was still loading counts when it is left", async ({ team }) => {
  const id = await createRichLead(team.workspaceId);
  const page = await team.page("marketer");
  const scripts = Promise.withResolvers<void>();
  await page.route("**/_next/static/**/*.js", async (route) => {
    await scripts.promise;
    await route.continue();
  });
  const loaded = page.goto(`/leads/${id}`);
  const asOf = page.getByLabel("As of");
  await asOf.fill(daysAgo(20).toISOString().slice(0, 16));
  scripts.resolve();
  await loaded;
  await asOf.press("Enter");
  await expect(page).toHaveURL(/as_of=/);
  await expect(page.getByTestId("score-total")).toHaveText("20");
});

test("sales records an outcome; a manager is neither offered it nor let by the API", async ({ team }) => {
  const id = await createRichLead(team.workspaceId);
  const page = await team.page("sales");
  await page.goto(`/leads/${id}`);
  await page.getByRole("button", { name: "Record outcome" }).click();
  const dialog = page.getByRole("dialog", { name: "Record an outcome" });
  await dialog.getByRole("radio", { name: "Lost" }).click();
  await dialog.getByRole("button", { name: "Record" }).click();
  await expect(dialog.getByText("Say why it was lost.")).toBeVisible();
  await dialog.getByRole("radio", { name: "Opportunity" }).click();
  await dialog.getByLabel("When").fill("2099-01-01T10:00");
  await dialog.getByRole("button", { name: "Record" }).click();
  await expect(dialog.getByText("This lies in the future.")).toBeVisible();
  await dialog.getByLabel("When").fill("");
  await dialog.getByLabel("Reason").fill("Asked for an offer");
  await dialog.getByLabel("Value").fill("1250.5");
  await dialog.getByRole("combobox", { name: "Currency" }).selectOption("USD");
  await dialog.getByRole("button", { name: "Record" }).click();
  await expect(dialog).toBeHidden();
  const entry = page.getByRole("listitem").filter({ has: page.getByText("Stage: Opportunity") });
  await expect(entry).toContainText("Asked for an offer");
  await expect(entry).toContainText("worth $1,250.50");

  const caller = await team.caller("manager");
  const theirs = await team.pageOf(caller.member);
  await theirs.goto(`/leads/${id}`);
  await expect(theirs.getByText("Stage: Opportunity")).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Record outcome" })).toHaveCount(0);
  const refused = await caller.call("POST", `/api/v1/leads/${id}/stage`, { body: { stage: "customer" } });
  expect(refused).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
  expect((await caller.get(`/api/v1/leads/${id}`)).body).toMatchObject({ stage: "opportunity" });
});

test("on a phone of 390 px the lead is read and an outcome recorded", async ({ team }) => {
  const id = await createRichLead(team.workspaceId);
  const page = await team.page("sales", { width: 390 });
  await page.goto("/leads");
  await page.getByRole("link", { name: "Rosa Mar" }).click();
  await expect(page).toHaveURL(new RegExp(`/leads/${id}$`));
  await expect(page.getByTestId("score-total")).toHaveText("54");
  await page.locator("summary").filter({ hasText: "Website" }).click();
  await expect(page.getByText("Visited pricing", { exact: true }).first()).toBeVisible();
  await page.getByRole("button", { name: "Record outcome" }).click();
  const dialog = page.getByRole("dialog", { name: "Record an outcome" });
  await dialog.getByRole("radio", { name: "Another stage" }).click();
  await dialog.getByRole("combobox", { name: "Stage" }).selectOption({ label: "SQL" });
  const record = dialog.getByRole("button", { name: "Record" });
  await expect(record).toBeInViewport();
  await record.click();
  await expect(page.getByText("Stage: SQL")).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
