import { expect, expectAccessible, test } from "../fixtures.ts";
import { signedInPages } from "../pages.ts";
import { createWorld, type World } from "../world.ts";

const LOOKS = [
  { locale: "en", theme: "light", width: 1280 },
  { locale: "es", theme: "dark", width: 1280 },
  { locale: "es", theme: "light", width: 390 },
  { locale: "en", theme: "dark", width: 390 },
] as const;

/** What stands in place of the `[part]` of each page. */
const part = (page: string, world: World): string => {
  if (page.startsWith("/leads/")) return String(world.leadIds[0]);
  if (page.startsWith("/sheets/")) return world.sheet.key;
  if (page.startsWith("/import/")) return String(world.importId);
  if (page.startsWith("/settings/sources/")) return String(world.sourceId);
  throw new Error(`say what to open for ${page}`);
};

for (const page of signedInPages()) {
  for (const look of LOOKS) {
    test(`${page} is accessible and fits: ${look.locale}, ${look.theme}, ${look.width} px`, async ({
      team,
    }) => {
      const world = await createWorld(team.workspaceId);
      const screen = await team.page("admin", look);
      const errors: string[] = [];
      screen.on("pageerror", (error) => errors.push(error.message));
      screen.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      await screen.goto(page.includes("[") ? page.replace(/\[[^\]]+\]/, part(page, world)) : page);
      await expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(screen.locator("html")).toHaveAttribute("lang", look.locale);
      await expect(screen.locator("[aria-busy=true]")).toHaveCount(0);
      await expectAccessible(screen);
      const overflow = await screen.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, "the page scrolls sideways").toBeLessThanOrEqual(0);
      expect(errors).toEqual([]);
    });
  }
}
