import { timeZoneCookie } from "../../lib/i18n/time-zone.ts";
import { expect, test } from "../fixtures.ts";
import { createWorld } from "../world.ts";

const HELP = "Keyboard shortcuts";
const PALETTE = "Search pages and actions";

test("Ctrl K and ⌘K open the palette, from which a page is reached without a mouse", async ({ team }) => {
  const page = await team.page("marketer");
  await page.goto("/");
  const palette = page.getByRole("dialog", { name: PALETTE });
  await page.keyboard.press("Control+k");
  await expect(palette).toBeVisible();
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("zzzz");
  await expect(palette.getByText("Nothing matches. Try another word.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await page.keyboard.press("Meta+k");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("segm");
  await expect(palette.getByRole("option")).toHaveText(["Segments"]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/segments$/);
  await expect(palette).toBeHidden();
});

test("the palette opens from a field in which one types, and offers what the role may open", async ({
  team,
}) => {
  const page = await team.page("sales");
  await page.goto("/leads");
  await page.getByRole("searchbox", { name: "Search leads" }).focus();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: PALETTE });
  await expect(palette.getByRole("option", { name: "Queue" })).toBeVisible();
  await expect(palette.getByRole("option", { name: "Import" })).toHaveCount(0);
});

test("? lists the shortcuts, and G with a letter goes to its page", async ({ team }) => {
  const page = await team.page("marketer");
  await page.goto("/");
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: HELP });
  await expect(help.getByText("Go to Leads")).toBeVisible();
  await expect(help.getByText("Search on this page")).toBeVisible();
  // The help is a dialog: letters do not work through it.
  await page.keyboard.type("gl");
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await expect(page).toHaveURL(/\/$/);
  for (const [keys, path] of [
    ["gl", "/leads"],
    ["gs", "/sheets"],
    ["gq", "/queue"],
    ["gr", "/feedback"],
  ] as const) {
    await page.keyboard.type(keys);
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
});

test("typing “Gq” in a field never navigates", async ({ team }) => {
  await createWorld(team.workspaceId);
  const page = await team.page("marketer");
  await page.goto("/leads");
  const visited: string[] = [];
  page.on("framenavigated", (frame) => visited.push(new URL(frame.url()).pathname));
  const field = page.getByRole("searchbox", { name: "Search leads" });
  await page.keyboard.press("/");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("");
  for (const text of ["Gq", "gq", "gl/?"]) {
    await field.clear();
    const answered = page.waitForResponse((answer) => answer.url().includes(`q=${encodeURIComponent(text)}`));
    await field.pressSequentially(text);
    await expect(field).toHaveValue(text);
    // Once the list of this very text has been asked for, a navigation would have begun as well.
    await answered;
  }
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Gq");
  await expect(page.getByRole("dialog", { name: PALETTE }).getByRole("combobox")).toHaveValue("Gq");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(new URL(page.url()).pathname).toBe("/leads");
  expect(visited.filter((path) => path !== "/leads")).toEqual([]);
});

test("letter keys can be turned off, in this browser for good; Ctrl K goes on working", async ({ team }) => {
  const page = await team.page("marketer");
  await page.goto("/leads");
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: HELP });
  await help.getByRole("switch", { name: "Single-key shortcuts" }).click();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  for (const fresh of [false, true]) {
    if (fresh) await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: "Leads" })).toBeVisible();
    await page.keyboard.type("?/gs");
    // The palette opens after all of them, so that what they would have done is there by now.
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: PALETTE })).toBeVisible();
    await expect(help).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page).toHaveURL(/\/leads$/);
  }
  await page.getByRole("button", { name: HELP }).first().click();
  await help.getByRole("switch", { name: "Single-key shortcuts" }).click();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.type("gs");
  await expect(page).toHaveURL(/\/sheets$/);
});

test("theme and language stay as they were chosen", async ({ team }) => {
  const page = await team.page("marketer");
  await page.goto("/leads");
  const html = page.locator("html");
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(html).toHaveClass(/dark/);
  await page.getByRole("button", { name: "Language" }).click();
  await page.getByRole("menuitemradio", { name: "Español" }).click();
  await expect(html).toHaveAttribute("lang", "es");
  await expect(
    page.getByRole("navigation", { name: "Principal" }).getByRole("link", { name: "Cola" }),
  ).toBeVisible();
  await page.reload();
  await expect(html).toHaveAttribute("lang", "es");
  await expect(html).toHaveClass(/dark/);
  const other = await page.context().newPage();
  await other.goto("/segments");
  await expect(other.getByRole("heading", { level: 1, name: "Segmentos" })).toBeVisible();
  await expect(other.locator("html")).toHaveClass(/dark/);
  await other.getByRole("button", { name: "Tema" }).click();
  await other.getByRole("menuitemradio", { name: "Claro" }).click();
  await expect(other.locator("html")).not.toHaveClass(/dark/);
});

test("the first Tab reaches a link that skips to the content", async ({ team }) => {
  const page = await team.page("marketer");
  await page.goto("/leads");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("what does not exist is answered with 404 inside the app", async ({ team }) => {
  const page = await team.page("marketer");
  for (const path of ["/leads/999999999", "/sheets/no-such-sheet", "/import/999999999"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { level: 1, name: "This page does not exist" })).toBeVisible();
    await expect(
      page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Leads" }),
    ).toBeVisible();
  }
  await page.getByRole("main").getByRole("link", { name: "Go to the start page" }).click();
  await expect(page).toHaveURL(/\/$/);
});

test("a path that no page has is answered with 404 and a way back", async ({ team }) => {
  const page = await team.page("marketer");
  // A browser's very first page is rendered again in its time zone; a 404 is loaded again whole, under the click.
  await page.goto("/leads");
  await expect
    .poll(async () => (await page.context().cookies()).map(({ name }) => name))
    .toContain(timeZoneCookie);
  const answer = await page.goto("/no-such-page");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1, name: "This page does not exist" })).toBeVisible();
  await page.getByRole("link", { name: "Go to the start page" }).click();
  await expect(page).toHaveURL(/\/$/);
});
