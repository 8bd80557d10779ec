import type { Page } from "@playwright/test";
import { expect, type Team, test } from "../fixtures.ts";
import { createWorld } from "../world.ts";

const rowOf = (page: Page, lead: string) => page.getByRole("row").filter({ hasText: lead });
const toast = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });

/** The queue of a world with two hot leads, seen by a member of sales: Eva Long above Ana Gil. */
async function openQueue(team: Team) {
  const world = await createWorld(team.workspaceId);
  const page = await team.page("sales");
  await page.goto("/queue");
  await expect(rowOf(page, "Eva Long")).toBeVisible();
  await expect(rowOf(page, "Ana Gil")).toBeVisible();
  return { page, world };
}

/** A colleague, and the ids of what waits by the names of the leads. */
async function colleague(team: Team) {
  const caller = await team.caller("sales");
  const { body } = await caller.get("/api/v1/queue");
  const { handovers } = body as { handovers: { id: number; lead: { name: string } }[] };
  return { caller, ids: new Map(handovers.map(({ id, lead }) => [lead.name, id])) };
}

/** True where what has the focus is to be seen at its middle: no bar lies over it. */
const focusIsInSight = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused) return false;
    const { left, right, top, bottom } = focused.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return hit !== null && focused.contains(hit);
  });

test("what a colleague claims is said in my open queue, and of two who claim the second is told who", async ({
  team,
}) => {
  const { page } = await openQueue(team);
  const { caller, ids } = await colleague(team);
  const claim = (name: string) =>
    caller.call("POST", `/api/v1/handovers/${ids.get(name)}/claim`, { body: {} });
  expect((await claim("Eva Long")).status).toBe(200);
  await expect(rowOf(page, "Eva Long")).toContainText(`Claimed by ${caller.member.email}`);
  await expect(page.getByRole("row").nth(1)).toContainText("Eva Long");
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  await expect(toast(page, `${caller.member.email} has claimed this lead.`)).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  await expect(toast(page, "Claimed: Ana Gil")).toBeVisible();
  await expect(rowOf(page, "Ana Gil")).toContainText("You");
  const second = await claim("Ana Gil");
  expect(second).toMatchObject({ status: 409, body: { error: { issues: [{ code: "claimed_by_other" }] } } });
});

test("what was done is taken back from the list of deeds when its message has gone, and Back closes the list", async ({
  team,
}) => {
  const { page } = await openQueue(team);
  await rowOf(page, "Ana Gil").getByRole("button", { name: "Accept" }).click();
  await expect(rowOf(page, "Ana Gil")).toHaveCount(0);
  await page.getByRole("radio", { name: "All open" }).click();
  await expect(page).toHaveURL(/view=all/);
  await page.reload();
  await expect(rowOf(page, "Eva Long")).toBeVisible();
  // Nothing was done since the page was loaded: the list says what was before.
  const deeds = page.getByRole("dialog", { name: "What I did" });
  await page.keyboard.press("z");
  await expect(deeds).toBeVisible();
  await deeds.getByRole("button", { name: "Undo: Accepted, Ana Gil" }).click();
  await expect(deeds.getByText("Taken back")).toBeVisible();
  await page.goBack();
  await expect(deeds).toBeHidden();
  await expect(page.getByRole("radio", { name: "All open" })).toBeChecked();
  await expect(rowOf(page, "Ana Gil")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("radio", { name: "Mine and unclaimed" })).toBeChecked();
});

test("the queue is worked from open to outcome without a mouse, the focus always in sight", async ({
  team,
}) => {
  const { page } = await openQueue(team);
  await page.setViewportSize({ width: 1280, height: 480 });
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByRole("region", { name: "Actions for the chosen leads" })).toBeVisible();
  await page.getByRole("checkbox", { name: "Choose all leads" }).focus();
  // Boxes, names and buttons of both rows, and the bar below them.
  for (let step = 0; step < 14; step++) {
    await page.keyboard.press("Tab");
    expect(await focusIsInSight(page), `step ${step}`).toBe(true);
  }
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("o");
  const dialog = page.getByRole("dialog", { name: "Record an outcome" });
  await expect(dialog).toBeVisible();
  const choice = (name: string) => dialog.getByRole("radio", { name });
  const opportunity = choice("Opportunity");
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(choice("Meeting")).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("ArrowRight");
  await expect(opportunity).toBeFocused();
  // An arrow chooses what it comes to where the key is held for a moment, as a hand holds it.
  await page.keyboard.press("Space");
  await expect(opportunity).toBeChecked();
  await page.keyboard.press("Tab");
  await page.keyboard.type("900");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(toast(page, "Opportunity recorded")).toBeVisible();
  await expect(rowOf(page, "Ana Gil")).toContainText("Accepted by");
  await page.keyboard.press("z");
  await expect(toast(page, "Taken back: Ana Gil")).toBeVisible();
  await expect(rowOf(page, "Ana Gil")).not.toContainText("Accepted by");
});

test("chosen leads are rejected with one reason, what fails is named, and all come back by one Z", async ({
  team,
}) => {
  const { page } = await openQueue(team);
  const { caller, ids } = await colleague(team);
  const bar = page.getByRole("region", { name: "Actions for the chosen leads" });
  await page.getByRole("checkbox", { name: "Choose Eva Long" }).click();
  await page.getByRole("checkbox", { name: "Choose Ana Gil" }).click({ modifiers: ["Shift"] });
  await expect(bar).toContainText("2 chosen");
  await bar.getByRole("button", { name: "Reject" }).click();
  const dialog = page.getByRole("dialog", { name: "Reject 2 leads" });
  await dialog.getByRole("combobox", { name: "Reason" }).selectOption({ label: "Not a fit" });
  await dialog.getByRole("button", { name: "Reject" }).click();
  await expect(toast(page, "Rejected 2 leads")).toBeVisible();
  await expect(page.getByText("Queue clear")).toBeVisible();
  await page.keyboard.press("z");
  await expect(toast(page, "Taken back: 2 leads")).toBeVisible();
  await expect(rowOf(page, "Ana Gil")).toBeVisible();
  await page.getByRole("checkbox", { name: "Choose all leads" }).click();
  await expect(bar).toContainText("2 chosen");
  const claim = `/api/v1/handovers/${ids.get("Eva Long")}/claim`;
  expect((await caller.call("POST", claim, { body: {} })).status).toBe(200);
  // The row goes out of the choice as soon as its claim is heard of; before that the server names it.
  await bar.getByRole("button", { name: "Claim" }).click();
  await expect(toast(page, "Claimed 1 lead")).toBeVisible();
  await expect(rowOf(page, "Eva Long")).toContainText(`Claimed by ${caller.member.email}`);
  await expect(rowOf(page, "Ana Gil")).toContainText("You");
});

test("on a phone of 390 px a lead is called, noted and given a task, and a view of the queue is kept", async ({
  team,
}) => {
  const world = await createWorld(team.workspaceId);
  const page = await team.page("sales", { width: 390 });
  await page.goto(`/leads/${world.leadIds[0]}`);
  const note = page.getByRole("textbox", { name: "Write a note" });
  await note.fill("<b>Asked</b> for a second offer");
  await expect(page.getByRole("button", { name: "Save note" })).toBeVisible();
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(page.getByText("<b>Asked</b> for a second offer").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Call" })).toHaveAttribute("href", "tel:+34600000001");
  await page.getByRole("link", { name: "WhatsApp" }).evaluate((link) => {
    link.addEventListener("click", (event) => event.preventDefault());
  });
  await page.getByRole("link", { name: "WhatsApp" }).click();
  await page.getByRole("button", { name: "Log the message" }).click();
  await expect(page.getByText(/sent a message$/).first()).toBeVisible();
  await page.getByRole("button", { name: "Add a task" }).click();
  await page.getByRole("textbox", { name: "What to do" }).fill("Send the offer");
  await page.getByLabel("Due").fill("2026-01-02T09:00");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Overdue")).toBeVisible();
  for (const control of await page.getByRole("main").getByRole("button").all()) {
    const box = await control.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0), await control.innerText()).toBeGreaterThanOrEqual(24);
  }
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  await page.goto("/queue?q=Ana");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("textbox", { name: "Name of this view" }).fill("Anas");
  await page.getByRole("button", { name: "Save view" }).click();
  // What is saved closes the list: opened before that, it would be closed again.
  await expect(page.getByRole("textbox", { name: "Name of this view" })).toBeHidden();
  await page.getByRole("button", { name: "Views" }).click();
  const star = page.getByRole("button", { name: "Open the page with Anas" });
  await star.click();
  await expect(page.getByRole("button", { name: "Open the page without Anas" })).toBeVisible();
  await page.goto("/queue");
  await expect(page).toHaveURL(/q=Ana/);
  await expect(rowOf(page, "Ana Gil")).toBeVisible();
  await expect(rowOf(page, "Eva Long")).toHaveCount(0);
});
