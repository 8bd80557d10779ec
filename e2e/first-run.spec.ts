import { expect, expectAccessibleInBothThemes, test } from "./fixtures.ts";

const PASSWORD = "a long enough password";

test("the first visitor sets up the workspace, signs out and in again, and nobody can set it up twice", async ({
  page,
}) => {
  await page.goto("/leads?group=hot");
  await expect(page).toHaveURL(/\/setup$/);
  await expectAccessibleInBothThemes(page);
  await page.getByLabel("Name of the workspace").fill("Autos Ribera");
  await page.getByLabel("Your name").fill("Marta Soler");
  await page.getByLabel("E-mail").fill("marta@example.test");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await expect(page.getByRole("navigation").first()).toBeVisible();

  await page.context().clearCookies();
  await page.goto("/setup");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/leads?group=hot");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await expectAccessibleInBothThemes(page);
  await page.getByLabel("E-mail").fill("marta@example.test");
  await page.getByLabel("Password", { exact: true }).fill("not the password at all");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The e-mail or the password is not right.")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/leads\?group=hot$/);
});
