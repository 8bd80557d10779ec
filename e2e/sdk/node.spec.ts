import RudderAnalytics from "@rudderstack/rudder-sdk-node";
import { Analytics } from "@segment/analytics-node";
import type { Caller } from "../caller.ts";
import { activate, expectAnswer, writeKeyOf } from "../contract.ts";
import { expect, test } from "../fixtures.ts";
import { type Served, serve } from "../serve.ts";
import { storedNumbers } from "./stored.ts";

const EVENTS = 60;
const traits = { email: "ana@example.com", title: "CEO" };
const pricing = { path: "/pricing", url: "https://example.com/pricing" };

/** What each of the two SDKs is asked for, in the words of both. */
type Client = {
  identify(userId: string): void;
  page(userId: string): void;
  /** Resolves to whether the SDK says that the event was taken. */
  track(userId: string, event: string, n: number): Promise<boolean>;
  flush(): Promise<unknown>;
};

const CLIENTS: Record<string, (url: string, writeKey: string) => Client> = {
  "@segment/analytics-node": (host, writeKey) => {
    const analytics = new Analytics({ host, writeKey, flushAt: 5, flushInterval: 200, maxRetries: 8 });
    return {
      identify: (userId) => analytics.identify({ userId, traits }),
      page: (userId) => analytics.page({ userId, properties: pricing }),
      track: (userId, event, n) =>
        new Promise((resolve) =>
          analytics.track({ userId, event, properties: { n } }, (error) => resolve(!error)),
        ),
      flush: () => analytics.closeAndFlush(),
    };
  },
  "@rudderstack/rudder-sdk-node": (dataPlaneUrl, writeKey) => {
    const analytics = new RudderAnalytics(writeKey, {
      dataPlaneUrl,
      flushAt: 5,
      flushInterval: 200,
      logLevel: "none",
      errorHandler: () => undefined,
    });
    return {
      identify: (userId) => void analytics.identify({ userId, traits }),
      page: (userId) => void analytics.page({ userId, name: "Pricing", properties: pricing }),
      track: (userId, event, n) =>
        new Promise((resolve) =>
          // Its types know nothing of what it calls back with.
          analytics.track({ userId, event, properties: { n } }, (...[error]: unknown[]) => resolve(!error)),
        ),
      flush: () => analytics.flush(),
    };
  },
};

const scoreOf = (caller: Caller, userId: string) => caller.get(`/api/v1/leads/user:${userId}/score`);

for (const [name, connect] of Object.entries(CLIENTS)) {
  test(`${name}: identify, track and page give the lead its points`, async ({ team }) => {
    const { marketer } = await activate(team);
    const client = connect(team.url, await writeKeyOf(team));
    client.identify("ana");
    client.page("ana");
    const tracked = client.track("ana", "Trial Started", 1);
    await client.flush();
    expect(await tracked).toBe(true);
    expectAnswer(await scoreOf(marketer, "ana"), 200, { total: 30, group: "hot" });
    expectAnswer(await marketer.get("/api/v1/leads/user:ana"), 200, { email: "ana@example.com" });
    expectAnswer(await marketer.get("/api/v1/rejected-events"), 200, { items: [] });
    expect(await storedNumbers(team.workspaceId, "Trial Started")).toEqual([1]);
  });

  test(`${name}: what it saw accepted is there once, the server killed and started again in between`, async ({
    team,
  }) => {
    await activate(team);
    const writeKey = await writeKeyOf(team);
    let server: Served = await serve();
    const { port } = new URL(server.url);
    try {
      const client = connect(server.url, writeKey);
      const accepted: number[] = [];
      const sent: Promise<void>[] = [];
      for (let n = 0; n < EVENTS; n++) {
        sent.push(
          client.track("ben", "Counted", n).then((taken) => {
            if (taken) accepted.push(n);
          }),
        );
        if (n !== EVENTS / 2) continue;
        await sent[0];
        await server.kill();
        server = await serve({ PORT: port });
      }
      await client.flush();
      await Promise.all(sent);
      const stored = await storedNumbers(team.workspaceId, "Counted");
      expect(new Set(stored).size).toBe(stored.length);
      expect(stored).toEqual(expect.arrayContaining(accepted));
      expect(accepted.length).toBeGreaterThan(EVENTS / 2);
    } finally {
      await server.stop();
    }
  });
}
