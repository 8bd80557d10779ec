import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agentReason, BURST_REACH, mailAct, type SeenEvent, scannerEvents } from "./detect.ts";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
const GMAIL = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";

describe("agents", () => {
  test.each([
    ["page_viewed", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "bot"],
    ["page_viewed", "python-requests/2.32.3", "bot"],
    ["email_opened", GMAIL, "proxy"],
    ["Email Opened", "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html", "proxy"],
    ["email_opened", "Mozilla/5.0", "proxy"],
    ["page_viewed", CHROME, null],
    ["email_opened", CHROME, null],
    ["email_link_clicked", IPHONE, null],
    ["page_viewed", "", null],
    ["page_viewed", null, null],
  ] as const)("%s by %s: %s", (name, agent, reason) => expect(agentReason(name, agent)).toBe(reason));

  test("an agent of any length and content is answered at once", () => {
    for (const agent of ["a".repeat(1_000_000), "(;".repeat(500_000), "\u0000 \ud800"])
      expect(agentReason("page_viewed", agent)).toSatisfy((reason) => reason === null || reason === "bot");
  });
});

test.each([
  ["Email Link Clicked", "click"],
  ["mail_click", "click"],
  ["emailOpened", "open"],
  ["newsletter.opened", "open"],
  ["Email Delivered", "delivery"],
  ["email_unsubscribed", null],
  ["link_clicked", null],
  ["mailbox_opened", null],
  ["constructor", null],
] as const)("%s is of a mail: %s", (name, act) => expect(mailAct(name)).toBe(act));

const event = (id: string, seconds: number, name: string, link = "", mail = "spring"): SeenEvent => ({
  id,
  at: 1_750_000_000_000 + seconds * 1_000,
  name,
  properties: { campaign_id: mail, ...(link && { link_url: link }) },
});
const found = (...events: SeenEvent[]) => [...scannerEvents(events)].sort();

describe("scanners", () => {
  test("two links of one mail within two seconds", () => {
    expect(found(event("a", 0, "email_clicked", "/1"), event("b", 2, "email_clicked", "/2"))).toEqual([
      "a",
      "b",
    ]);
  });
  test("three links within ten seconds, with the open before them", () => {
    const clicks = [0, 5, 10].map((at) => event(`c${at}`, at, "email_clicked", `/${at}`));
    expect(found(event("open", -3, "email_opened"), ...clicks)).toEqual(["c0", "c10", "c5", "open"]);
  });
  test("two links within ten seconds of the delivery", () => {
    const clicks = [event("a", 3, "email_clicked", "/1"), event("b", 9, "email_clicked", "/2")];
    expect(found(...clicks)).toEqual([]);
    expect(found(event("sent", 0, "email_delivered"), ...clicks)).toEqual(["a", "b"]);
  });
  test.each([
    ["one link twice", [event("a", 0, "email_clicked", "/1"), event("b", 1, "email_clicked", "/1")]],
    [
      "two links at a reader's pace",
      [event("a", 0, "email_clicked", "/1"), event("b", 8, "email_clicked", "/2")],
    ],
    [
      "links of two mails",
      [event("a", 0, "email_clicked", "/1"), event("b", 1, "email_clicked", "/2", "summer")],
    ],
    ["clicks that name no link", [event("a", 0, "email_clicked"), event("b", 1, "email_clicked")]],
    ["pages", [event("a", 0, "page_viewed", "/1"), event("b", 1, "page_viewed", "/2")]],
    ["one click right after delivery", [event("s", 0, "email_sent"), event("a", 1, "email_clicked", "/1")]],
  ])("not %s", (_, events) => expect(found(...events)).toEqual([]));

  const anyEvent = fc.record({
    at: fc.integer({ min: 0, max: 40 }),
    name: fc.constantFrom("email_clicked", "email_opened", "email_delivered", "page_viewed"),
    link: fc.constantFrom("", "/1", "/2", "/3"),
    mail: fc.constantFrom("spring", "summer"),
  });
  const anyHistory = fc
    .array(anyEvent, { maxLength: 14 })
    .map((all) => all.map(({ at, name, link, mail }, n) => event(String(n), at, name, link, mail)));

  test("the order of events says nothing, and a later event takes nothing back", () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), (history, seed) => {
        const all = scannerEvents(history);
        expect(scannerEvents([...history].reverse())).toEqual(all);
        const fewer = history.filter((_, n) => n !== seed % Math.max(1, history.length));
        for (const id of scannerEvents(fewer)) expect(all).toContain(id);
      }),
    );
  });

  test("what is found as events come in, in any order, looking only around each, is what all of them tell", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const seen: SeenEvent[] = [];
        const told = new Set<string>();
        for (const one of history) {
          seen.push(one);
          const around = seen.filter(({ at }) => Math.abs(at - one.at) <= BURST_REACH);
          for (const id of scannerEvents(around)) told.add(id);
        }
        expect(told).toEqual(scannerEvents(history));
      }),
      { numRuns: 1_000 },
    );
  });

  test("clicks of one link alone, and clicks further apart than ten seconds, are never a scanner's", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const one = history.map((e) => ({ ...e, properties: { ...e.properties, link_url: "/1" } }));
        expect(scannerEvents(one).size).toBe(0);
        const spread = history.map((e, n) => ({ ...e, at: n * 10_001 }));
        expect(scannerEvents(spread).size).toBe(0);
      }),
    );
  });
});
