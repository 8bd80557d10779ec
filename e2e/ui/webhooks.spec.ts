import { Webhook } from "standardwebhooks";
import { startReceiver } from "../../lib/outbound/testing.ts";
import { expect, test } from "../fixtures.ts";

test("an administrator makes a webhook, and a test arrives signed with the secret that was shown", async ({
  team,
}) => {
  const receiver = await startReceiver();
  try {
    const page = await team.page("admin");
    await page.goto("/settings/webhooks");
    await page.getByLabel("Name").fill("Shop");
    await page.getByLabel("Address").fill("http://10.0.0.1/hook");
    await page.getByRole("button", { name: "Create webhook" }).click();
    await expect(
      page.getByText("Only addresses on the public internet can be called.").first(),
    ).toBeVisible();
    await page.getByLabel("Address").fill(receiver.url);
    await page.getByRole("button", { name: "Create webhook" }).click();
    const secret = await page.getByRole("region", { name: "Signing secret" }).textContent();
    await page.getByRole("link", { name: "Open the webhook" }).click();
    await page.getByRole("button", { name: "Send a test" }).click();
    await expect(page.getByRole("status").getByText("The test was delivered")).toBeVisible();
    await expect(page.getByRole("table").getByText("webhook.test", { exact: true })).toBeVisible();
    const [received] = receiver.received;
    new Webhook(secret ?? "").verify(received?.body ?? "", received?.headers ?? {});
  } finally {
    await receiver.close();
  }
});

test("a member's choice of channels, quiet hours and digest is there after a reload", async ({ team }) => {
  const page = await team.page("sales");
  await page.goto("/settings/notifications");
  const mails = page.getByRole("switch", { name: "Leads: By e-mail" });
  await expect(async () => {
    if (await mails.isChecked()) await mails.click();
    await expect(mails).not.toBeChecked({ timeout: 500 });
  }).toPass();
  await page.getByRole("switch", { name: "Hold e-mails back" }).click();
  await page.getByLabel("From").fill("21:30");
  await page.getByRole("radio", { name: "Weekly" }).click();
  await page.getByLabel("Day").selectOption({ label: "Friday" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  await page.reload();
  await expect(mails).not.toBeChecked();
  await expect(page.getByLabel("From")).toHaveValue("21:30");
  await expect(page.getByLabel("Day")).toHaveValue("5");
});
