import type { Locator, Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "../../db/client.ts";
import { handovers } from "../../db/schema/index.ts";
import { writeLeads } from "../../lib/leads/write.ts";
import { rescoreLeads } from "../../lib/scores/rescore.ts";
import { createActiveSheet } from "../../lib/scores/testing.ts";
import type { Caller } from "../caller.ts";
import { expect, type Team, test } from "../fixtures.ts";
import { openSource } from "../sheet-steps.ts";
import { createWorld } from "../world.ts";

const rowOf = (page: Page, lead: string) => page.getByRole("row").filter({ hasText: lead });
const toast = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });

/** The queue of a world with two hot leads, seen by a member of sales: Eva Long above Ana Gil. */
async function openQueue(
  team: Team,
  options: Parameters<Team["page"]>[1] = {},
  prepare: (page: Page) => Promise<unknown> = async () => undefined,
) {
  await createWorld(team.workspaceId);
  const member = await team.member("sales");
  const page = await team.pageOf(member, options);
  await prepare(page);
  await page.goto("/queue");
  await expect(rowOf(page, "Ana Gil")).toBeVisible();
  await expect(rowOf(page, "Eva Long")).toBeVisible();
  return { page, member };
}

/** Id of the hand-over of that lead which waits. */
async function handoverOf(caller: Caller, name: string): Promise<number | undefined> {
  const { body } = await caller.get("/api/v1/queue");
  const queue = body as { handovers: { id: number; lead: { name: string } }[] };
  return queue.handovers.find(({ lead }) => lead.name === name)?.id;
}

test("a lead is accepted, and the decision is taken back by Z", async ({ team }) => {
  const { page, member } = await openQueue(team);
  await rowOf(page, "Ana Gil").getByRole("button", { name: "Accept" }).click();
  await expect(toast(page, "Accepted: Ana Gil")).toBeVisible();
  await expect(rowOf(page, "Ana Gil")).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(toast(page, "Taken back: Ana Gil")).toBeVisible();
  await expect(rowOf(page, "Ana Gil")).toBeVisible();
  await rowOf(page, "Ana Gil").getByRole("button", { name: "Accept" }).click();
  await expect(rowOf(page, "Ana Gil")).toHaveCount(0);
  await page.getByRole("radio", { name: "Decided" }).click();
  await expect(rowOf(page, "Ana Gil")).toContainText(`Accepted by ${member.email}`);
  await expect(page).toHaveURL(/view=decided/);
  // Undo is there after the message has gone, too.
  await page.reload();
  await rowOf(page, "Ana Gil").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Nothing decided yet")).toBeVisible();
});

test("a lead is rejected only with a reason, and “something else” only with words", async ({ team }) => {
  const { page, member } = await openQueue(team);
  await rowOf(page, "Eva Long").getByRole("button", { name: "Reject" }).click();
  const dialog = page.getByRole("dialog", { name: "Reject Eva Long" });
  const reason = dialog.getByRole("combobox", { name: "Reason" });
  await dialog.getByRole("button", { name: "Reject" }).click();
  await expect(reason).toHaveAccessibleDescription("Choose a reason.");
  await reason.selectOption({ label: "Something else" });
  await dialog.getByRole("button", { name: "Reject" }).click();
  const words = dialog.getByRole("textbox", { name: "In words" });
  await expect(words).toHaveAccessibleDescription("Say it in words.");
  await words.fill("Bought from a neighbour");
  await dialog.getByRole("button", { name: "Reject" }).click();
  await expect(toast(page, "Rejected: Eva Long")).toBeVisible();
  await expect(rowOf(page, "Eva Long")).toHaveCount(0);

  await rowOf(page, "Ana Gil").getByRole("button", { name: "Reject" }).click();
  await page.getByRole("combobox", { name: "Reason" }).selectOption({ label: "Not a fit" });
  await page.getByRole("dialog").getByRole("button", { name: "Reject" }).click();
  await expect(page.getByText("Queue clear")).toBeVisible();
  await page.getByRole("radio", { name: "Decided" }).click();
  await expect(rowOf(page, "Ana Gil")).toContainText("Not a fit");
  await expect(rowOf(page, "Eva Long")).toContainText(`Rejected by ${member.email}`);
  await expect(rowOf(page, "Eva Long")).toContainText("Bought from a neighbour");
});

test("the queue is worked without a mouse: J, K, Enter, A, R and Z", async ({ team }) => {
  const { page } = await openQueue(team);
  const inHand = page.getByRole("row", { selected: true });
  await page.keyboard.press("j");
  await expect(inHand).toContainText("Eva Long");
  await page.keyboard.press("j");
  await expect(inHand).toContainText("Ana Gil");
  await page.keyboard.press("k");
  await expect(inHand).toContainText("Eva Long");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const details = page.getByRole("dialog", { name: "Ana Gil" });
  await expect(details.getByRole("listitem").filter({ hasText: "Job title" })).toContainText("+20");
  await expect(details.getByText("+34 600 000 001")).toBeVisible();
  await expect(details.getByRole("link", { name: "Call" })).toHaveAttribute("href", "tel:+34600000001");
  await page.keyboard.press("Escape");
  await expect(details).toBeHidden();
  await page.keyboard.press("a");
  await expect(toast(page, "Accepted: Ana Gil")).toBeVisible();
  await expect(inHand).toContainText("Eva Long");
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Reject Eva Long" });
  await expect(dialog).toBeVisible();
  // Letters belong to the dialog now, not to the queue.
  await page.keyboard.press("a");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(inHand).toContainText("Eva Long");
  await page.keyboard.press("z");
  await expect(rowOf(page, "Ana Gil")).toBeVisible();
});

test("the tabs show mine and unclaimed, all open, and decided", async ({ team }) => {
  const { page } = await openQueue(team);
  const other = await team.caller("sales");
  const ana = await handoverOf(other, "Ana Gil");
  expect((await other.call("POST", `/api/v1/handovers/${ana}/accept`, { body: {} })).status).toBe(200);
  await page.reload();
  await expect(rowOf(page, "Ana Gil")).toHaveCount(0);
  await expect(rowOf(page, "Eva Long")).toContainText("Unclaimed");
  await page.getByRole("radio", { name: "Decided" }).click();
  await expect(rowOf(page, "Ana Gil")).toContainText(`Accepted by ${other.member.email}`);
  await page.getByRole("radio", { name: "All open" }).click();
  await expect(rowOf(page, "Eva Long")).toBeVisible();
  await expect(rowOf(page, "Ana Gil")).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole("radio", { name: "Decided" })).toBeChecked();
  await expect(rowOf(page, "Ana Gil")).toBeVisible();
  // What waits for somebody else is in all open, and not among mine and unclaimed.
  expect((await other.call("POST", `/api/v1/handovers/${ana}/reopen`, { body: {} })).status).toBe(200);
  await inWorkspace(team.workspaceId, (tx) =>
    tx
      .update(handovers)
      .set({ ownerId: other.member.memberId })
      .where(and(eq(handovers.workspaceId, team.workspaceId), eq(handovers.id, ana ?? 0))),
  );
  await page.goto("/queue?view=all");
  await expect(rowOf(page, "Ana Gil")).toContainText(other.member.email);
  await page.getByRole("radio", { name: "Mine and unclaimed" }).click();
  await expect(rowOf(page, "Eva Long")).toBeVisible();
  await expect(rowOf(page, "Ana Gil")).toHaveCount(0);
});

test("whoever comes second is told who was faster, and nothing is overwritten", async ({ team }) => {
  // A page that the news do not reach, or not in time.
  const { page } = await openQueue(team, {}, (opened) =>
    opened.route("**/api/v1/stream", (route) => route.abort()),
  );
  const faster = await team.caller("sales");
  const ana = await handoverOf(faster, "Ana Gil");
  const taken = await faster.call("POST", `/api/v1/handovers/${ana}/accept`, { body: {} });
  expect(taken.status).toBe(200);
  const answered = page.waitForResponse((answer) => answer.url().endsWith(`/handovers/${ana}/accept`));
  await rowOf(page, "Ana Gil").getByRole("button", { name: "Accept" }).click();
  expect((await answered).status()).toBe(409);
  await expect(toast(page, `${faster.member.email} was faster: this lead is decided already.`)).toBeVisible();
  // The row keeps its place and says so.
  await expect(rowOf(page, "Ana Gil")).toContainText("No longer waiting");
  await page.getByRole("radio", { name: "Decided" }).click();
  await expect(rowOf(page, "Ana Gil")).toContainText(`Accepted by ${faster.member.email}`);
});

test("a lead that turns hot elsewhere is offered, and no row jumps before it is asked for", async ({
  team,
}) => {
  const { page } = await openQueue(team);
  const send = await openSource(team);
  await send([
    { type: "identify", userId: "u-1", traits: { email: "mia@example.com", name: "Mia Sol", title: "CEO" } },
  ]);
  const pill = page.getByRole("button", { name: "1 new lead, show it" });
  await expect(pill).toBeVisible({ timeout: 3_000 });
  await expect(rowOf(page, "Mia Sol")).toHaveCount(0);
  await pill.click();
  await expect(page.getByRole("row").nth(1)).toContainText("Mia Sol");
  await expect(rowOf(page, "Ana Gil")).toBeVisible();
  await expect(pill).toHaveCount(0);
});

test("of leads handed over at one instant, those of the next page are below and not new", async ({
  team,
}) => {
  await createActiveSheet(team.workspaceId, { when: { all: [] } });
  await inWorkspace(team.workspaceId, async (tx) => {
    const now = new Date();
    const inputs = Array.from({ length: 52 }, (_, n) => ({
      email: `buyer${n}@example.com`,
      attributes: { name: `Buyer ${String(n).padStart(2, "0")}`, title: "CEO" },
      knownAt: now,
    }));
    const ids = (await writeLeads(tx, team.workspaceId, inputs)).map(({ leadId }) => leadId);
    await rescoreLeads(tx, team.workspaceId, { ids }, now, "import");
  });
  const page = await team.page("sales");
  await page.goto("/queue");
  await expect(rowOf(page, "Buyer 51")).toBeVisible();
  await expect(rowOf(page, "Buyer 01")).toHaveCount(0);
  await rowOf(page, "Buyer 51").getByRole("button", { name: "Accept" }).click();
  await expect(rowOf(page, "Buyer 01")).toBeVisible();
  await expect(page.getByRole("button", { name: /new lead/ })).toHaveCount(0);
});

test("what another rep decides is said in the row at once, which keeps its place", async ({ team }) => {
  const { page } = await openQueue(team);
  const other = await team.caller("sales");
  const ana = await handoverOf(other, "Ana Gil");
  expect((await other.call("POST", `/api/v1/handovers/${ana}/accept`, { body: {} })).status).toBe(200);
  await expect(rowOf(page, "Ana Gil")).toContainText("No longer waiting", { timeout: 3_000 });
  await expect(page.getByRole("row").nth(1)).toContainText("Eva Long");
});

test("a manager looks at the queue and decides nothing", async ({ team }) => {
  await createWorld(team.workspaceId);
  const page = await team.page("manager");
  await page.goto("/queue");
  await expect(rowOf(page, "Ana Gil")).toBeVisible();
  await expect(page.getByText("Sales accepts and rejects; you can look.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Accept" })).toHaveCount(0);
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  await expect(rowOf(page, "Ana Gil")).toBeVisible();
});

/** True where every corner of the element's text is to be seen: nothing lies over it, nothing cuts it. */
const isWholeOnScreen = (element: Locator) =>
  element.evaluate((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].every(({ left, right, top, bottom }) =>
      [left + 1, right - 1].every((x) => {
        const hit = document.elementFromPoint(x, (top + bottom) / 2);
        return hit !== null && node.contains(hit);
      }),
    );
  });

for (const locale of ["en", "es"] as const) {
  for (const view of ["open", "decided"] as const) {
    test(`no heading of the queue is cut off at 1280 px (${locale}, ${view})`, async ({ team }) => {
      const { page } = await openQueue(team, { locale });
      if (view === "decided") {
        await rowOf(page, "Ana Gil")
          .getByRole("button", { name: locale === "en" ? "Accept" : "Aceptar" })
          .click();
        await expect(rowOf(page, "Ana Gil")).toHaveCount(0);
        await page.goto("/queue?view=decided");
      }
      await expect(rowOf(page, "Ana Gil")).toBeVisible();
      const headings = await page.getByRole("columnheader").all();
      expect(headings).toHaveLength(view === "decided" ? 6 : 8);
      for (const heading of headings)
        expect(await isWholeOnScreen(heading), (await heading.textContent()) ?? "").toBe(true);
      const table = page.getByRole("region", { name: locale === "en" ? "Hand-overs" : "Entregas a ventas" });
      expect(await table.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
    });
  }
}

test("on a phone each lead is a card: who, how hot, why, and both answers", async ({ team }) => {
  const { page } = await openQueue(team, { width: 390 });
  const card = rowOf(page, "Ana Gil");
  await card.scrollIntoViewIfNeeded();
  for (const text of ["Hot", "40", "Unclaimed", "Job title", "Visited pricing"]) {
    const part = card.getByText(text, { exact: true }).filter({ visible: true });
    await expect(part).toBeInViewport({ ratio: 1 });
    expect(await isWholeOnScreen(part), text).toBe(true);
  }
  await expect(card.getByRole("listitem").filter({ hasText: "Job title" })).toContainText("+20");
  const accept = card.getByRole("button", { name: "Accept" });
  await expect(accept).toBeInViewport({ ratio: 1 });
  await card.getByRole("button", { name: "Reject" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await card.getByRole("button", { name: "Ana Gil" }).click();
  await expect(page.getByRole("dialog", { name: "Ana Gil" })).toContainText("Why it was handed over");
  await page.keyboard.press("Escape");
  await accept.click();
  await expect(toast(page, "Accepted: Ana Gil")).toBeVisible();
  await page.goto("/queue?view=decided");
  await expect(rowOf(page, "Ana Gil").getByRole("button", { name: "Undo" })).toBeInViewport({ ratio: 1 });
  await expect(card.getByText("Job title").filter({ visible: true })).toBeInViewport();
});
