import { randomUUID } from "node:crypto";
import { createSource } from "../../lib/sources/create-source.ts";
import { send } from "../caller.ts";
import { expect, test } from "../fixtures.ts";
import { createWorld } from "../world.ts";

const MARKUP = '"><img src=x onerror="window.hit=1"><svg onload="window.hit=1">';
const LINK = "javascript:window.hit=1";

test("markup and script links that visitors send are shown as text wherever they appear", async ({
  team,
}) => {
  await createWorld(team.workspaceId);
  const admin = await team.member("admin");
  const source = await createSource(admin.ctx, { name: MARKUP.slice(0, 100) });
  const userId = `hostile ${MARKUP}`;
  const context = { userAgent: `Mozilla/5.0 ${MARKUP}`, page: { referrer: LINK, url: LINK, title: MARKUP } };
  const message = (more: object) => ({ userId, messageId: randomUUID(), context, ...more });
  const batch = [
    message({ type: "identify", traits: { name: MARKUP, company: MARKUP, website: LINK, title: "CEO" } }),
    message({
      type: "page",
      properties: { path: `/pricing${MARKUP}`, title: MARKUP, url: LINK, referrer: LINK },
    }),
    message({ type: "track", event: MARKUP, properties: { [MARKUP]: MARKUP, link: LINK } }),
    message({ type: "track", properties: { text: MARKUP } }), // refused: it names no event
  ];
  const body = { writeKey: source.write_key, batch };
  expect((await send("POST", `${team.url}/v1/batch`, { body })).status).toBe(200);

  const page = await team.pageOf(admin);
  const told: string[] = [];
  page.on("dialog", (dialog) => told.push(dialog.message()));
  const harmless = async (path: string, shown: string) => {
    await page.goto(path);
    await expect(page.getByText(shown).first()).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    const found = await page.evaluate(() => ({
      hit: "hit" in window,
      images: document.querySelectorAll('img[src="x"], svg[onload]').length,
      links: document.querySelectorAll('a[href^="javascript" i]').length,
    }));
    expect({ path, ...found }).toEqual({ path, hit: false, images: 0, links: 0 });
  };
  const caller = await team.caller("admin");
  const { items } = (await caller.get("/api/v1/leads")).body as { items: { id: number; user_id: string }[] };
  const lead = items.find((item) => item.user_id === userId);
  await harmless("/leads", MARKUP);
  await harmless(`/leads/${lead?.id}`, MARKUP);
  await harmless("/queue", MARKUP);
  await harmless("/settings/events", MARKUP);
  await harmless(`/settings/sources/${source.id}?tab=live`, MARKUP);
  await harmless("/settings/rejected", "event");
  await harmless("/settings/audit", admin.email);
  expect(told).toEqual([]);
});
