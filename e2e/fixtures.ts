import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { closePool } from "../db/client.ts";
import { createMember, createWorkspace, type TestMember } from "../db/testing/factories.ts";
import { issueSession, sessionCookieName } from "../lib/auth/session-token.ts";
import type { Role, Side } from "../lib/permissions.ts";
import { type Caller, createCaller } from "./caller.ts";

type Options = { locale?: "en" | "es"; theme?: "light" | "dark"; width?: number };

export type Team = {
  workspaceId: number;
  /** Where the server answers. */
  url: string;
  /** A new member of this test's workspace. */
  member(role: Role, side?: Side): Promise<TestMember>;
  /** A page on which a new member of that role is signed in. */
  page(role: Role, options?: Options): Promise<Page>;
  /** A page on which this member is signed in. */
  pageOf(member: TestMember, options?: Options): Promise<Page>;
  /** A page in a browser where nobody is signed in. */
  strangersPage(options?: Options): Promise<Page>;
  /** A program with an API token of a new member of that role. */
  caller(role: Role, side?: Side): Promise<Caller>;
};

/** Each test has a workspace of its own, with members made as it asks for them. */
export const test = base.extend<{ team: Team }, { database: undefined }>({
  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads fixture names from this pattern.
    async ({}, use) => {
      await use(undefined);
      await closePool();
    },
    { scope: "worker", auto: true },
  ],
  team: async ({ browser, baseURL }, use) => {
    const workspaceId = await createWorkspace();
    const contexts: BrowserContext[] = [];
    const member = (role: Role, side?: Side) => createMember(workspaceId, role, side ?? null);
    const open = async (options: Options = {}) => {
      const context = await browser.newContext({
        baseURL,
        locale: options.locale === "es" ? "es-ES" : "en-GB",
        timezoneId: "UTC",
        colorScheme: options.theme ?? "light",
        viewport: { width: options.width ?? 1280, height: 800 },
      });
      contexts.push(context);
      context.on("page", waitForLife);
      return context;
    };
    const pageOf = async (signedIn: TestMember, options?: Options) => {
      const context = await open(options);
      await signIn(context, signedIn, baseURL ?? "");
      return context.newPage();
    };
    await use({
      workspaceId,
      url: baseURL ?? "",
      member,
      pageOf,
      page: async (role, options) => pageOf(await member(role), options),
      strangersPage: async (options) => (await open(options)).newPage(),
      caller: async (role, side) => createCaller(await member(role, side), baseURL ?? ""),
    });
    for (const context of contexts) await context.close();
  },
});

/** From now on a page is loaded when React has brought all that it shows to life: what is pressed before is lost. */
function waitForLife(page: Page): void {
  const alive = () =>
    page.waitForFunction(() => {
      const controls = document.querySelectorAll("button, input:not([type=hidden]), select, textarea");
      const isAlive = (element: Element) =>
        Object.keys(element).some((key) => key.startsWith("__reactProps"));
      const isOurs = document.querySelector("script[src*='/_next/']") !== null;
      if (isOurs && ![...controls].every(isAlive)) return false;
      // Keys are listened to in effects, which come after the next frame.
      return new Promise<boolean>((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true)))),
      );
    });
  const { goto, reload } = { goto: page.goto.bind(page), reload: page.reload.bind(page) };
  page.goto = async (url, options) => {
    const response = await goto(url, options);
    await alive();
    return response;
  };
  page.reload = async (options) => {
    const response = await reload(options);
    await alive();
    return response;
  };
}

/** Gives a browser context the session that signing in would give it. */
export async function signIn(context: BrowserContext, member: TestMember, url: string): Promise<void> {
  const value = await issueSession({ userId: member.userId, sessionVersion: 1 });
  await context.addCookies([{ name: sessionCookieName(), value, url, httpOnly: true, sameSite: "Lax" }]);
}

/** Fails on any serious or critical finding of axe, once nothing is dimmed for being asked anew. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.waitForFunction(() => document.getAnimations().every((one) => !(one instanceof CSSTransition)));
  // No page has frames of other origins: what is needed for them (a second page for each analysis) takes two thirds of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  const grave = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  expect(grave.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`)).toEqual([]);
}

/** The same in the dark and in the light theme, for pages of people who are not signed in. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator("html")).toHaveClass(new RegExp(colorScheme));
    await expectAccessible(page);
  }
}

export { expect };
