import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { inWorkspace } from "../../db/client.ts";
import { createSource } from "../../lib/sources/create-source.ts";
import { send } from "../caller.ts";
import { expect, expectAccessible, type Team, test } from "../fixtures.ts";
import { createWorld } from "../world.ts";

const BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
const MONITOR = "Acme Site Watch/3.1 (Windows NT 10.0)";

/** Eva, who is at 20 points for her title, visits the prices once as a bot and once as a monitor that nobody knows. */
async function visits(team: Team): Promise<number> {
  const { leadIds } = await createWorld(team.workspaceId);
  const { write_key } = await createSource((await team.member("admin")).ctx, { name: "Prices" });
  const visit = (userAgent: string) => ({
    type: "page",
    messageId: randomUUID(),
    anonymousId: "eva",
    properties: { path: "/pricing" },
    context: { userAgent },
  });
  const batch = [
    { type: "identify", anonymousId: "eva", traits: { email: "eva@example.com" } },
    visit(BOT),
    visit(MONITOR),
  ];
  const answer = await send("POST", `${team.url}/v1/batch`, {
    body: { batch },
    headers: { authorization: `Basic ${Buffer.from(`${write_key}:`).toString("base64")}` },
  });
  expect(answer.status).toBe(200);
  return leadIds[2] ?? 0;
}

const eventBy = (page: Page, note: string): Locator => page.getByRole("listitem").filter({ hasText: note });

test("a bot's visit says why it gives no points, and letting it count gives them", async ({ team }) => {
  const lead = await visits(team);
  const page = await team.page("marketer");
  await page.goto(`/leads/${lead}`);
  await expect(page.getByTestId("score-total")).toHaveText("30");
  const bot = eventBy(page, "Not counted: a known bot");
  await expect(bot).toHaveCount(1);
  await expect(bot).not.toContainText("Visited pricing");
  await expectAccessible(page);
  await bot.getByRole("button", { name: /^Let it count: page_viewed/ }).click();
  await expect(page.getByTestId("score-total")).toHaveText("40");
  await expect(eventBy(page, "Counts because somebody decided so")).toContainText("Visited pricing");

  const reader = await team.page("sales", { locale: "es" });
  await reader.goto(`/leads/${lead}`);
  await expect(reader.getByText("Cuenta porque alguien lo decidió así")).toBeVisible();
  await expect(reader.getByRole("button", { name: /No contarlo/ })).toHaveCount(0);
});

test("a pattern is counted first, marks stored events when added, and lets them count when removed", async ({
  team,
}) => {
  const lead = await visits(team);
  const page = await team.page("admin");
  const total = async () => {
    const found = await inWorkspace(team.workspaceId, (tx) =>
      tx.$client.query<{ total: number }>("select total from scores where lead_id = $1", [lead]),
    );
    return found.rows[0]?.total;
  };
  await page.goto("/settings/traffic");
  await expect(page.getByRole("row", { name: /Known bot/ })).toContainText("1");
  await page.getByLabel("Text").fill("site watch");
  await page.getByRole("button", { name: "Count first" }).click();
  await expect(page.getByText("1 event of 1 lead in 90 days would not count any more")).toBeVisible();
  await expectAccessible(page);
  expect(await total()).toBe(30);
  await page.getByRole("button", { name: "Add the pattern" }).click();
  const row = page.getByRole("row", { name: /site watch/ });
  await expect(row).toContainText("In effect", { timeout: 30_000 });
  await expect(row).toContainText("1");
  expect(await total()).toBe(20);
  await expectAccessible(page);

  await page.goto(`/leads/${lead}`);
  await expect(page.getByTestId("score-total")).toHaveText("20");
  await expect(eventBy(page, "Not counted: the agent matches “site watch”")).toHaveCount(1);

  await page.goto("/settings/traffic");
  const dialog = page.getByRole("alertdialog");
  await row.getByRole("button", { name: /Remove the pattern/ }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText("No patterns yet.")).toBeVisible({ timeout: 30_000 });
  expect(await total()).toBe(30);
});

test("the settings of what does not count are closed to sales", async ({ team }) => {
  const page = await team.page("sales");
  await page.goto("/settings/traffic");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByLabel("Text")).toHaveCount(0);
});
