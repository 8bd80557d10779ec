import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../fixtures.ts";
import { signedInPages } from "../pages.ts";
import { createWorld, type World } from "../world.ts";

type Look = { theme: "light" | "dark"; width: number };
/** Each language in both themes and at both widths. axe reads the first look; the second is had without loading again. */
const LOOKS: Record<"en" | "es", [Look, Look]> = {
  en: [
    { theme: "light", width: 1280 },
    { theme: "dark", width: 390 },
  ],
  es: [
    { theme: "dark", width: 390 },
    { theme: "light", width: 1280 },
  ],
};

/** What stands in place of the `[part]` of each page. */
const part = (page: string, world: World): string => {
  if (page.startsWith("/leads/")) return String(world.leadIds[0]);
  if (page.startsWith("/sheets/")) return world.sheet.key;
  if (page.startsWith("/programmes/")) return world.programme;
  if (page.startsWith("/forms/")) return world.form;
  if (page.startsWith("/import/")) return String(world.importId);
  if (page.startsWith("/settings/sources/")) return String(world.sourceId);
  if (page.startsWith("/settings/webhooks/")) return world.webhookKey;
  throw new Error(`say what to open for ${page}`);
};

async function expectToFit(screen: Page, { theme, width }: Look): Promise<void> {
  await expect(screen.locator("html")).toHaveClass(new RegExp(theme));
  await expect(screen.locator("[aria-busy=true]")).toHaveCount(0);
  const overflow = await screen.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `the page scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
}

for (const page of signedInPages()) {
  for (const locale of ["en", "es"] as const) {
    test(`${page} is accessible and fits, wide and narrow, light and dark: ${locale}`, async ({ team }) => {
      const world = await createWorld(team.workspaceId);
      const [first, second] = LOOKS[locale];
      const screen = await team.page("admin", { locale, ...first });
      const errors: string[] = [];
      screen.on("pageerror", (error) => errors.push(error.message));
      screen.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      await screen.goto(page.includes("[") ? page.replace(/\[[^\]]+\]/, part(page, world)) : page);
      await expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(screen.locator("html")).toHaveAttribute("lang", locale);
      await expectToFit(screen, first);
      await expectAccessible(screen);
      await screen.emulateMedia({ colorScheme: second.theme });
      await screen.setViewportSize({ width: second.width, height: 800 });
      await expectToFit(screen, second);
      expect(errors).toEqual([]);
    });
  }
}
