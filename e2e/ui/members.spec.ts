import type { Page } from "@playwright/test";
import { unique } from "../../db/testing/factories.ts";
import { send } from "../caller.ts";
import { expect, expectAccessibleInBothThemes, test } from "../fixtures.ts";

const PASSWORD = "a long enough password";
const FORBIDDEN = "Your role does not include this page";

/** The link that an administrator gets for a new member. */
async function invite(page: Page, email: string, role: string): Promise<string> {
  await page.goto("/settings/members");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("combobox", { name: "Role" }).selectOption({ label: role });
  await page.getByRole("button", { name: "Create the link" }).click();
  const shown = page.getByRole("region", { name: "Invitation link" });
  await expect(shown).toContainText("/invite/");
  return (await shown.textContent()) ?? "";
}

const rowOf = (page: Page, text: string) =>
  page.getByRole("table").getByRole("row").filter({ hasText: text });

test("an administrator invites by link; the invited person joins elsewhere, once", async ({
  team,
  baseURL,
}) => {
  const admin = await team.page("admin");
  const email = `${unique("new")}@example.test`;
  const link = await invite(admin, email, "Marketing");
  expect(link.startsWith(`${baseURL}/invite/`)).toBe(true);
  await expect(admin.getByText("Open invitations")).toBeVisible();

  const guest = await team.strangersPage();
  await guest.goto(link);
  await expect(guest.getByText(`You were invited as ${email}, with the role Marketing.`)).toBeVisible();
  await expectAccessibleInBothThemes(guest);
  await guest.getByLabel("Your name").fill("Nuria Vidal");
  await guest.getByLabel("Password", { exact: true }).fill("short");
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(
    guest.getByText("12 to 256 characters, and not one of the most used passwords."),
  ).toBeVisible();
  await expect(guest.getByLabel("Your name")).toHaveValue("Nuria Vidal");
  await guest.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest).toHaveURL(/\/$/);
  await expect(
    guest.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Import" }),
  ).toBeVisible();

  await admin.reload();
  await expect(rowOf(admin, email)).toContainText("Nuria Vidal");
  await expect(rowOf(admin, email)).toContainText("Marketing");
  // The link was shown once, and the invitation is used up.
  await expect(admin.getByRole("region", { name: "Invitation link" })).toHaveCount(0);
  await expect(admin.getByText("Open invitations")).toHaveCount(0);
  const late = await team.strangersPage();
  await late.goto(link);
  await expect(late.getByRole("heading", { name: "This invitation cannot be used" })).toBeVisible();
});

test("a revoked invitation lets nobody in", async ({ team }) => {
  const admin = await team.page("admin");
  const email = `${unique("gone")}@example.test`;
  const link = await invite(admin, email, "Sales");
  await admin.getByRole("button", { name: `Revoke the invitation of ${email}?` }).click();
  await admin.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(admin.getByText("Open invitations")).toHaveCount(0);
  const guest = await team.strangersPage();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This invitation cannot be used" })).toBeVisible();
});

test("a role that was changed counts on the next click", async ({ team }) => {
  const person = await team.member("marketer");
  const theirs = await team.pageOf(person);
  await theirs.goto("/leads");
  const toImport = theirs.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Import" });
  await expect(toImport).toBeVisible();

  const admin = await team.page("admin");
  await admin.goto("/settings/members");
  await admin.getByRole("button", { name: `Change ${person.email}` }).click();
  const dialog = admin.getByRole("dialog", { name: `Change ${person.email}` });
  await dialog.getByRole("combobox", { name: "Role" }).selectOption({ label: "Sales" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(rowOf(admin, person.email).getByRole("cell", { name: "Sales" }).first()).toBeVisible();

  await toImport.click();
  await expect(theirs.getByRole("heading", { level: 1, name: FORBIDDEN })).toBeVisible();
  const answer = await theirs.goto("/import");
  expect(answer?.status()).toBe(403);
  await expect(theirs.getByRole("heading", { level: 1, name: FORBIDDEN })).toBeVisible();
  await expect(toImport).toHaveCount(0);
  await theirs.getByRole("main").getByRole("link", { name: "Go to the start page" }).click();
  await expect(theirs).toHaveURL(/\/$/);
});

test("a member who was removed is out with the next click, tokens included", async ({ team, baseURL }) => {
  const caller = await team.caller("marketer");
  const { member } = caller;
  expect((await caller.get("/api/v1/me")).status).toBe(200);
  const theirs = await team.pageOf(member);
  await theirs.goto("/leads");
  await expect(theirs.getByRole("heading", { level: 1, name: "Leads" })).toBeVisible();

  const admin = await team.page("admin");
  await admin.goto("/settings/members");
  await admin.getByRole("button", { name: `Remove ${member.email}?` }).click();
  await admin.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(rowOf(admin, member.email)).toHaveCount(0);

  expect((await caller.get("/api/v1/me")).status).toBe(401);
  await theirs.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Sheets" }).click();
  await expect(theirs).toHaveURL(/\/sign-in/);
  const again = await send("GET", `${baseURL}/api/v1/leads`, {
    headers: { authorization: `Bearer ${caller.token}` },
  });
  expect(again.status).toBe(401);
});

test("the last administrator cannot step down", async ({ team }) => {
  const person = await team.member("admin");
  const page = await team.pageOf(person);
  await page.goto("/settings/members");
  await page.getByRole("button", { name: `Change ${person.email}` }).click();
  const dialog = page.getByRole("dialog", { name: `Change ${person.email}` });
  await dialog.getByRole("combobox", { name: "Role" }).selectOption({ label: "Manager" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(
    page.getByText("The workspace needs an administrator: make somebody else one first."),
  ).toBeVisible();
});

test("an API token is shown once, works against the API, and ends when it is revoked", async ({
  team,
  baseURL,
}) => {
  const page = await team.page("marketer");
  await page.goto("/settings/tokens");
  await expect(page.getByText("No tokens yet")).toBeVisible();
  await page.getByLabel("What it is for").fill("CRM sync");
  await page.getByRole("button", { name: "Create the token" }).click();
  const shown = page.getByRole("region", { name: "Token", exact: true });
  await expect(shown).toHaveText(/^hs_[\w-]{43}$/);
  const token = (await shown.textContent()) ?? "";
  const ask = (path: string) =>
    send("GET", `${baseURL}${path}`, { headers: { authorization: `Bearer ${token}` } });
  expect(await ask("/api/v1/me")).toMatchObject({ status: 200, body: { role: "marketer" } });
  expect((await ask("/api/v1/leads")).status).toBe(200);
  expect((await ask("/api/v1/workspace/audit-log")).status).toBe(403);

  await page.reload();
  const row = rowOf(page, "CRM sync");
  await expect(row).toContainText(`${token.slice(0, 9)}…`);
  await expect(page.getByText(token)).toHaveCount(0);
  await row.getByRole("button", { name: "Revoke “CRM sync”?" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("No tokens yet")).toBeVisible();
  const refused = await ask("/api/v1/me");
  expect(refused).toMatchObject({ status: 401, body: { error: { code: "unauthenticated" } } });
  expect(refused.headers.get("www-authenticate")).toBe("Bearer");
});
