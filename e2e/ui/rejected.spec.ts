import { randomUUID } from "node:crypto";
import { createSource } from "../../lib/sources/create-source.ts";
import { send } from "../caller.ts";
import { expect, expectAccessible, type Team, test } from "../fixtures.ts";

/** Events without a name: refused, whatever else they say. */
async function sendNameless(team: Team, users: string[]): Promise<void> {
  const admin = await team.member("admin");
  const { write_key: writeKey } = await createSource(admin.ctx, { name: "Website" });
  const batch = users.map((userId) => ({ type: "track", userId, messageId: randomUUID() }));
  expect((await send("POST", `${team.url}/v1/batch`, { body: { writeKey, batch } })).status).toBe(200);
}

test("a refused message is put right, taken again and counts; the others stay with their reason", async ({
  team,
}) => {
  await sendNameless(team, ["ana", "luis"]);
  const page = await team.page("marketer");
  await page.goto("/settings/rejected");
  const row = page.getByRole("row").filter({ hasText: '"ana"' });
  await row.getByText("Show").click();
  await expectAccessible(page);
  const dialog = page.getByRole("dialog", { name: "Take this message again" });
  await row.getByRole("button", { name: "Take again" }).click();
  await expect(dialog).toBeVisible();
  const message = dialog.getByLabel("Message");
  await dialog.getByRole("button", { name: "Take again" }).click();
  await expect(dialog.getByText("It was refused again; the reason is above.")).toBeVisible();
  await message.fill("{ no json");
  await expect(dialog.getByText("This is no JSON object.")).toBeVisible();
  await expectAccessible(page);
  await message.fill(JSON.stringify({ type: "track", userId: "ana", event: "demo_requested" }));
  await dialog.getByRole("button", { name: "Take again" }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toHaveCount(0);
  await expect(page.getByRole("row").filter({ hasText: '"luis"' })).toHaveCount(1);
  const reader = await team.caller("marketer");
  expect((await reader.get("/api/v1/leads/user:ana")).status).toBe(200);
  expect((await reader.get("/api/v1/leads/user:luis")).status).toBe(404);
});

test("all are downloaded, and taken again as they came", async ({ team }) => {
  await sendNameless(team, ["ana", "=cmd()"]);
  const page = await team.page("marketer");
  await page.goto("/settings/rejected");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download as CSV" }).click(),
  ]);
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(Buffer.from(part));
  expect(Buffer.concat(parts).toString("utf8").trimEnd().split("\n")).toHaveLength(3);
  await page.getByRole("button", { name: "Take all again" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await page.getByRole("alertdialog").getByRole("button", { name: "Take all again" }).click();
  await expect(page.getByText("No message was taken; 2 were refused again.")).toBeVisible();
});

test("who may only read has no way to take messages again", async ({ team }) => {
  await sendNameless(team, ["ana"]);
  const page = await team.page("manager");
  await page.goto("/settings/rejected");
  await expect(page.getByRole("link", { name: "Download as CSV" })).toBeVisible();
  await expect(page.getByRole("button", { name: /again/ })).toHaveCount(0);
});
