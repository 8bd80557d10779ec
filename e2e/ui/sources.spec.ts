import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { createSource } from "../../lib/sources/create-source.ts";
import { send } from "../caller.ts";
import { expect, expectAccessible, type Team, test } from "../fixtures.ts";
import { createWorld } from "../world.ts";

const track = (event: string, properties: object = {}) => ({
  type: "track",
  userId: "customer-1",
  messageId: randomUUID(),
  event,
  properties,
});
const post = async (team: Team, writeKey: string, batch: object[]) =>
  (await send("POST", `${team.url}/v1/batch`, { body: { writeKey, batch } })).status;

async function createOnPage(page: Page, name: string): Promise<string> {
  await page.goto("/settings/sources");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create the source" }).click();
  await expect(page.getByText(`The source “${name}” is there`)).toBeVisible();
  return (await page.getByRole("region", { name: "Write key", exact: true }).textContent()) ?? "";
}

test("an administrator makes a source, copies code with its key and this address, and sees the first event arrive", async ({
  team,
}) => {
  const page = await team.page("admin");
  const key = await createOnPage(page, "Shop");
  expect(key).toMatch(/^wk_[\w-]{32}$/);
  await page.getByRole("link", { name: "Set it up" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Shop");
  const snippet = page.getByRole("region", { name: "Code for the website" });
  await expect(snippet).toContainText(`src="${team.url}/t.js" data-write-key="${key}" data-consent="wait"`);
  await page.getByRole("radio", { name: "At once" }).click();
  await expect(snippet).toContainText('data-consent="on"');
  for (const [library, host] of [
    ["Segment, Node.js", `host: "${team.url}"`],
    ["RudderStack, Node.js", `dataPlaneUrl: "${team.url}"`],
    ["Segment, browser", `apiHost: "${new URL(team.url).host}/v1", protocol: "http"`],
    ["RudderStack, browser", `configUrl: "${team.url}"`],
  ] as const) {
    await page.getByLabel("Library").selectOption({ label: library });
    const code = page.getByRole("region", { name: `Code for ${library}` });
    await expect(code).toContainText(host);
    await expect(code).toContainText(key);
  }

  await page.getByRole("tab", { name: "Live events" }).click();
  await expect(page.getByText("Nothing has arrived yet")).toBeVisible();
  await expectAccessible(page);
  expect(
    await post(team, key, [track("demo_requested", { plan: "team" }), { type: "track", userId: "x" }]),
  ).toBe(200);
  const rows = page.getByRole("table", { name: "Events as they arrive" }).getByRole("row");
  // Without a reload.
  await expect(rows.filter({ hasText: "demo_requested" })).toContainText("Taken");
  await expect(rows.filter({ hasText: "Refused" })).toContainText("event: event is required");

  await page.getByRole("button", { name: /^Show demo_requested/ }).click();
  const drawer = page.getByRole("dialog", { name: "demo_requested" });
  await expect(drawer.getByRole("region", { name: "Message" })).toContainText('"plan": "team"');
  const link = page.url();
  await expectAccessible(page);
  await page.goto(link);
  await expect(page.getByRole("dialog", { name: "demo_requested" })).toBeVisible();
});

test("the live list is filtered by name and by refusal in its address, and stands still while paused", async ({
  team,
}) => {
  const admin = await team.member("admin");
  const { id, write_key } = await createSource(admin.ctx, { name: "Shop" });
  await post(team, write_key, [track("opened"), track("closed"), { type: "track", userId: "x" }]);
  const page = await team.page("marketer");
  await page.goto(`/settings/sources/${id}?tab=live&event=open`);
  const rows = page.getByRole("table", { name: "Events as they arrive" }).locator("tbody tr");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("opened");
  await page.getByRole("searchbox", { name: "Event name" }).fill("");
  await expect(rows).toHaveCount(3);
  await page.getByRole("switch", { name: "Only refused" }).click();
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/refused=true/);
  await page.getByRole("switch", { name: "Only refused" }).click();
  await expect(rows).toHaveCount(3);

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused. New events are not shown.")).toBeVisible();
  const listening = await team.page("marketer");
  await listening.goto(`/settings/sources/${id}?tab=live`);
  await post(team, write_key, [track("later")]);
  // Another screen has it, this one not.
  await expect(listening.getByRole("button", { name: /^Show later/ })).toBeVisible();
  await expect(rows).toHaveCount(3);
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(rows).toHaveCount(4);
});

test("a key is rotated with a day's overlap, the source renamed, revoked, taken back and deleted", async ({
  team,
}) => {
  const page = await team.page("admin");
  const first = await createOnPage(page, "Shop");
  await page.getByRole("link", { name: "Shop" }).first().click();
  await page.getByRole("tab", { name: "Manage" }).click();
  await page.getByRole("button", { name: "Rotate the key" }).click();
  const ask = page.getByRole("alertdialog");
  await expect(ask.getByLabel("The present key")).toHaveValue("24");
  await expectAccessible(page);
  await ask.getByRole("button", { name: "Rotate the key" }).click();
  const shown = page.getByRole("region", { name: "Write key", exact: true });
  await expect(shown).toHaveText(/^wk_/);
  const second = (await shown.textContent()) ?? "";
  expect(second).not.toBe(first);
  await expect(page.getByText(/Old key works until/)).toBeVisible();
  for (const key of [first, second]) expect(await post(team, key, [track("opened")])).toBe(200);

  await page.getByLabel("Name").fill("Web shop");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Web shop");

  await page.getByLabel("Messages a minute").fill("0");
  await page.getByRole("button", { name: "Save the limit" }).click();
  await expect(page.getByText("Give a whole number of at least 1, or leave it empty.")).toBeVisible();
  await page.getByLabel("Messages a minute").fill("1000");
  await page.getByRole("button", { name: "Save the limit" }).click();
  await expect(page.getByText("The limit was saved.")).toBeVisible();

  await page.getByRole("button", { name: "Revoke the source" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke the source" }).click();
  await expect(page.getByText("Revoked", { exact: true })).toBeVisible();
  for (const key of [first, second]) expect(await post(team, key, [track("opened")])).toBe(401);
  await page.getByRole("button", { name: "Take back into use" }).click();
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  expect(await post(team, second, [track("opened")])).toBe(200);

  await page.getByRole("button", { name: "Delete the source" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete the source" }).click();
  await expect(page.getByText("No sources yet")).toBeVisible();
  expect(await post(team, second, [track("opened")])).toBe(401);
});

test("a marketer reads sources and changes none; sales and managers see no sources", async ({ team }) => {
  await createWorld(team.workspaceId);
  const page = await team.page("marketer");
  await page.goto("/settings/sources");
  await expect(page.getByText("Only administrators can change sources.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create the source" })).toHaveCount(0);
  await page.getByRole("link", { name: "Website" }).click();
  await expect(page.getByRole("tab", { name: "Live events" })).toBeVisible();
  await expect(page.getByRole("tab", { name: "Manage" })).toHaveCount(0);
  for (const role of ["sales", "manager"] as const) {
    const other = await team.page(role);
    await other.goto("/settings/sources");
    await expect(other.getByText("Your role does not include this page")).toBeVisible();
    await expect(other.getByRole("link", { name: "Sources" })).toHaveCount(0);
  }
});

test("the event catalogue names what came, its values, the rules that count it, and the rules that wait in vain", async ({
  team,
}) => {
  const { sourceId } = await createWorld(team.workspaceId);
  const page = await team.page("manager");
  await page.goto("/settings/events");
  const row = page.getByRole("row").filter({ hasText: "page_viewed" });
  await expect(row).toContainText("4");
  await expect(row).toContainText("Website");
  await expect(row).toContainText("1 rule");
  await row.getByRole("button", { name: "Show the properties of page_viewed" }).click();
  const drawer = page.getByRole("dialog", { name: "page_viewed" });
  await expect(drawer.getByText("/pricing")).toBeVisible();
  await expect(drawer.getByRole("link", { name: /^Visited pricing in/ })).toBeVisible();
  await expect(page).toHaveURL(/name=page_viewed/);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox", { name: "Search event names" }).fill("zzz");
  await expect(page.getByText("No event has “zzz” in its name.")).toBeVisible();

  const marketer = await team.page("marketer");
  await marketer.goto("/settings/events");
  await marketer.getByRole("link", { name: "Website" }).click();
  await expect(marketer).toHaveURL(new RegExp(`/settings/sources/${sourceId}\\?tab=live&event=page_viewed`));
  await expect(marketer.getByRole("button", { name: /^Show page_viewed/ }).first()).toBeVisible();
});

test("what was refused is listed with its source, its reason and the message as it came", async ({
  team,
}) => {
  const admin = await team.member("admin");
  const { id, write_key } = await createSource(admin.ctx, { name: "Shop" });
  const page = await team.page("marketer");
  await page.goto("/settings/rejected");
  await expect(page.getByText("Nothing was refused")).toBeVisible();
  await post(team, write_key, [{ type: "track", userId: "x", properties: { plan: "team" } }]);
  await page.goto(`/settings/sources/${id}?tab=live`);
  await page.getByRole("link", { name: "All refused events" }).click();
  const row = page.getByRole("row").filter({ hasText: "event: event is required" });
  await expect(row).toContainText("Shop");
  await row.getByText("Show").click();
  await expect(row).toContainText('"plan":"team"');
  await expectAccessible(page);
});
