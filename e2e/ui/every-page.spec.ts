import type { ConsoleMessage, Page } from "@playwright/test";
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

async function look(screen: Page, { theme, width }: Look): Promise<void> {
  await screen.emulateMedia({ colorScheme: theme });
  await screen.setViewportSize({ width, height: 800 });
}

async function expectToFit(screen: Page, { theme, width }: Look): Promise<void> {
  await expect(screen.locator("html")).toHaveClass(new RegExp(theme));
  await expect(screen.locator("[aria-busy=true]")).toHaveCount(0);
  // Charts take their new width when the page has been laid out.
  await expect
    .poll(() => screen.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
      message: `the page scrolls sideways at ${width} px`,
    })
    .toBeLessThanOrEqual(0);
}

async function expectInOrder(screen: Page, path: string, [first, second]: [Look, Look]): Promise<void> {
  const errors: string[] = [];
  const onError = (error: Error) => errors.push(error.message);
  const onMessage = (message: ConsoleMessage) => message.type() === "error" && errors.push(message.text());
  screen.on("pageerror", onError).on("console", onMessage);
  await look(screen, first);
  await screen.goto(path);
  await expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
  await expectToFit(screen, first);
  await expectAccessible(screen);
  await look(screen, second);
  await expectToFit(screen, second);
  screen.off("pageerror", onError).off("console", onMessage);
  expect(errors).toEqual([]);
}

const pages = signedInPages();
const isSetting = (page: string) => page.startsWith("/settings");
const AREAS = [
  { name: "page of the settings", pages: pages.filter(isSetting) },
  { name: "other page", pages: pages.filter((page) => !isSetting(page)) },
];

// One world and one browser for all pages of an area: that the pages share them is how members see them, and takes a third.
for (const area of AREAS) {
  for (const locale of ["en", "es"] as const) {
    test(`every ${area.name} is accessible and fits, wide and narrow, light and dark: ${locale}`, async ({
      team,
    }) => {
      test.setTimeout(240_000);
      const world = await createWorld(team.workspaceId);
      const screen = await team.page("admin", { locale });
      const failures: string[] = [];
      for (const page of area.pages) {
        const path = page.includes("[") ? page.replace(/\[[^\]]+\]/, part(page, world)) : page;
        await test
          .step(page, () => expectInOrder(screen, path, LOOKS[locale]))
          .catch((error: Error) => failures.push(`${page}: ${error.message}`));
        await expect(screen.locator("html")).toHaveAttribute("lang", locale);
      }
      expect(failures).toEqual([]);
    });
  }
}
