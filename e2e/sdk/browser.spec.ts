import type { Page } from "@playwright/test";
import { activate, expectAnswer, writeKeyOf } from "../contract.ts";
import { test as base, expect, type Team } from "../fixtures.ts";
import { type Served, serve } from "../serve.ts";
import { openSite, type Site } from "./site.ts";
import { storedNumbers } from "./stored.ts";

const EVENTS = 24;

const test = base.extend<{ site: Site }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads fixture names from this pattern.
  site: async ({}, use) => {
    const site = await openSite();
    await use(site);
    await site.stop();
  },
});

/** The SDK in the page, under the name that both tests call it by. */
type Sdk = {
  identify(userId: string, traits: object): unknown;
  track(event: string, properties: object): unknown;
  page(category: string | null, name: string, properties: object): unknown;
};
type SdkWindow = Window & {
  sdk: Sdk;
  AnalyticsNext: { AnalyticsBrowser: { load(settings: object, options: object): Sdk } };
  rudderanalytics: {
    RudderAnalytics: new () => Sdk & { load(key: string, url: string, options: object): void };
  };
};

const LOAD: Record<string, (page: Page, url: string, writeKey: string) => Promise<void>> = {
  segment: (page, url, writeKey) =>
    page.evaluate(
      ({ url, writeKey }) => {
        const there = window as unknown as SdkWindow;
        const io = { apiHost: `${new URL(url).host}/v1`, protocol: "http" };
        there.sdk = there.AnalyticsNext.AnalyticsBrowser.load(
          { writeKey, cdnURL: url },
          { integrations: { "Segment.io": io } },
        );
      },
      { url, writeKey },
    ),
  rudder: (page, url, writeKey) =>
    page.evaluate(
      ({ url, writeKey }) => {
        const there = window as unknown as SdkWindow;
        const rudder = new there.rudderanalytics.RudderAnalytics();
        there.sdk = rudder;
        rudder.load(writeKey, url, { configUrl: url, logLevel: "ERROR" });
      },
      { url, writeKey },
    ),
};

async function openShop(team: Team, site: Site, sdk: string, url: string): Promise<Page> {
  const page = await team.strangersPage();
  await page.goto(`${site.url}/${sdk}`);
  const load = LOAD[sdk];
  if (!load) throw new Error(`no SDK ${sdk}`);
  await load(page, url, await writeKeyOf(team));
  return page;
}

for (const sdk of Object.keys(LOAD)) {
  test(`${sdk} in a page of another origin: identify, track and page give the lead its points`, async ({
    team,
    site,
  }) => {
    const { marketer } = await activate(team);
    const page = await openShop(team, site, sdk, team.url);
    await page.evaluate(() => {
      const { sdk } = window as unknown as SdkWindow;
      sdk.identify("ana", { email: "ana@example.com", title: "CEO" });
      sdk.track("Trial Started", { n: 1 });
      sdk.page(null, "Pricing", { path: "/pricing" });
    });
    await expect
      .poll(async () => (await marketer.get("/api/v1/leads/user:ana/score")).body, { timeout: 20_000 })
      .toMatchObject({ total: 30, group: "hot" });
    await expect.poll(() => storedNumbers(team.workspaceId, "Trial Started")).toEqual([1]);
    expectAnswer(await marketer.get("/api/v1/rejected-events"), 200, { items: [] });
  });

  test(`${sdk} in a page: every event is there once, the server killed and started again in between`, async ({
    team,
    site,
  }) => {
    await activate(team);
    let server: Served = await serve();
    const { port } = new URL(server.url);
    try {
      const page = await openShop(team, site, sdk, server.url);
      const track = (from: number, to: number) =>
        page.evaluate(
          ({ from, to }) => {
            const { sdk } = window as unknown as SdkWindow;
            for (let n = from; n < to; n++) sdk.track("Counted", { n });
          },
          { from, to },
        );
      const stored = () => storedNumbers(team.workspaceId, "Counted");
      await track(0, EVENTS / 3);
      await expect.poll(async () => (await stored()).length, { timeout: 20_000 }).toBeGreaterThan(0);
      await server.kill();
      await track(EVENTS / 3, (2 * EVENTS) / 3);
      server = await serve({ PORT: port });
      await track((2 * EVENTS) / 3, EVENTS);
      const all = Array.from({ length: EVENTS }, (_, n) => n);
      await expect.poll(stored, { timeout: 45_000 }).toEqual(all);
    } finally {
      await server.stop();
    }
  });
}
