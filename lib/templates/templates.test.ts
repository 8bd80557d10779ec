import { describe, expect, it } from "vitest";
import { bindActivities } from "#lib/scoring/bind.ts";
import { compileSheet } from "#lib/scoring/compile.ts";
import type { Fields } from "#lib/scoring/field.ts";
import { eventsToActivities } from "#lib/scoring/history.ts";
import { scoreLead } from "#lib/scoring/score-lead.ts";
import { validateCondition, validateSheet } from "#lib/scoring/validate.ts";
import { behaviourDemographics } from "./behaviour-demographics.ts";
import { carDealership } from "./car-dealership.ts";
import { EVENTS, type EventName } from "./events.ts";
import { fitEngagement } from "./fit-engagement.ts";
import { fourQuestions } from "./four-questions.ts";
import { TEMPLATES, templateByKey } from "./index.ts";
import { leaderboard } from "./leaderboard.ts";
import { painFit } from "./pain-fit.ts";
import { SOURCES } from "./sources.ts";
import type { Template } from "./template.ts";
import { websiteNewsletter } from "./website-newsletter.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 2, 2, 9);

type Act = [name: EventName, properties?: Fields, daysAfterStart?: number];

/** Scores a story: acts a minute apart, seen `daysLater` after its start. */
function play(template: Template, acts: Act[], attributes: Fields = {}, daysLater = 10) {
  const plain = acts.map(([name, properties = {}, days = 0], i) => ({
    messageId: `m${i}`,
    name,
    properties,
    at: START + days * DAY + i * 60_000,
  }));
  const { activities, events } = eventsToActivities(plain);
  const bound = bindActivities(compileSheet(template.content("en")), activities);
  return scoreLead(bound, { attributes, events }, START + daysLater * DAY, { explain: true });
}

describe.each(TEMPLATES.map((template) => [template.key, template] as const))(
  "the %s template",
  (_, template) => {
    it.each(["en", "es"] as const)("is a valid sheet in %s", (locale) => {
      const content = template.content(locale);
      expect(validateSheet(content)).toStrictEqual({ ok: true, content });
      expect(template.name[locale]).not.toBe("");
    });

    it("differs between languages in names only", () => {
      const nameless = (value: unknown): unknown =>
        JSON.parse(JSON.stringify(value, (key, inner) => (key === "name" ? undefined : inner)));
      expect(nameless(template.content("en"))).toStrictEqual(nameless(template.content("es")));
      expect(template.content("en")).not.toStrictEqual(template.content("es"));
    });

    it("suggests a valid segment and cites its article in both languages", () => {
      expect(validateCondition(template.segment.when).ok).toBe(true);
      for (const locale of ["en", "es"] as const) {
        const cited = Object.values(SOURCES).some((source) =>
          template.description[locale].includes(source[locale]),
        );
        expect(cited).toBe(true);
      }
    });

    it("counts only events of the naming convention", () => {
      const names: readonly string[] = Object.values(EVENTS);
      for (const rule of template.content("en").rules)
        if (rule.kind === "behaviour") expect(names).toContain(rule.event);
    });
  },
);

it("every template has its own key, by which it is found", () => {
  expect(new Set(TEMPLATES.map(({ key }) => key)).size).toBe(TEMPLATES.length);
  expect(TEMPLATES.every((template) => templateByKey(template.key) === template)).toBe(true);
  expect(templateByKey("nope")).toBeNull();
});

describe("the car dealership's worked example", () => {
  const form: Act = [EVENTS.formSubmitted, { model: "Sedan", name: "Ana", email: "ana@example.com" }];
  const upToClick: Act[] = [form, [EVENTS.emailOpened], [EVENTS.emailLinkClicked]];
  const directions: Act = [EVENTS.pageViewed, { path: "/Directions" }, 3];

  it("has 20 points after form, open and click, and 40 and a hand-over after the directions page", () => {
    expect(play(carDealership, upToClick)).toMatchObject({ total: 20, group: "warm" });
    expect(play(carDealership, [...upToClick, directions])).toMatchObject({ total: 40, group: "hot" });
    const hot = carDealership.content("es").groups.find((group) => group.handover);
    expect(hot).toMatchObject({ key: "hot", name: "Caliente", from: { total: 30 }, handover: true });
  });

  it("loses points by unsubscribing and by the careers page, and excludes students", () => {
    const unsubscribed = play(carDealership, [...upToClick, [EVENTS.emailUnsubscribed]]);
    const careers = play(carDealership, [...upToClick, [EVENTS.pageViewed, { path: "/careers" }]]);
    expect([unsubscribed.total, careers.total]).toStrictEqual([5, 10]);
    const student = play(carDealership, [...upToClick, directions], { occupation: "Student" });
    expect(student).toMatchObject({ total: 40, group: null, excluded: "student" });
  });
});

describe("the website and newsletter's points", () => {
  it.each<[EventName, number]>([
    [EVENTS.formSubmitted, 20],
    [EVENTS.newsletterEngaged, 15],
    [EVENTS.socialFollowed, 5],
    [EVENTS.socialInteracted, 10],
    [EVENTS.pageViewed, 5],
  ])("are for %s %i", (event, points) => expect(play(websiteNewsletter, [[event]]).total).toBe(points));

  it("raise a follower who interacts to 10, and stay between 1 and 100", () => {
    expect(play(websiteNewsletter, [[EVENTS.socialFollowed], [EVENTS.socialInteracted]]).total).toBe(10);
    expect(play(websiteNewsletter, []).total).toBe(1);
    const eager = Array.from({ length: 40 }, (_, day): Act => [EVENTS.pageViewed, {}, day]);
    expect(play(websiteNewsletter, [...eager, [EVENTS.formSubmitted, {}, 41]], {}, 60).total).toBe(100);
  });
});

describe("behaviour and demographics", () => {
  const of = (acts: Act[], attributes: Fields = {}) =>
    play(behaviourDemographics, acts, attributes).dimensions;

  it("gives the article's points for behaviour", () => {
    expect(of([[EVENTS.pageViewed, { path: "/landing/spring" }]])).toMatchObject({ behaviour: 5 });
    expect(of([[EVENTS.emailOpened]])).toMatchObject({ behaviour: 15 });
    expect(of([[EVENTS.fileDownloaded]])).toMatchObject({ behaviour: 50 });
    expect(of([[EVENTS.chatStarted]])).toMatchObject({ behaviour: 25 });
    const visit = (day: number): Act => [EVENTS.pageViewed, { path: "/" }, day];
    expect(of([visit(0), visit(0)])).toMatchObject({ behaviour: 0 });
    expect(of([visit(0), visit(2)])).toMatchObject({ behaviour: 40 });
    expect(of([visit(0), visit(2), visit(3)])).toMatchObject({ behaviour: 40 });
  });

  it("gives the article's points for demographics", () => {
    expect(of([], { age: 40 })).toMatchObject({ fit: 50 });
    expect(of([], { industry: "Retail" })).toMatchObject({ fit: 25 });
    expect(of([], { title: "CMO" })).toMatchObject({ fit: 30 });
    expect(of([], { country: "MX" })).toMatchObject({ fit: 10 });
  });

  it("runs as a pilot: no group hands over", () => {
    expect(behaviourDemographics.content("en").groups.some((group) => group.handover)).toBe(false);
  });
});

it("the leaderboard runs from 1 to 100", () => {
  expect(play(leaderboard, [])).toMatchObject({ total: 1, group: "cold" });
  const acts = Object.values(EVENTS).map((name): Act => [name]);
  expect(play(leaderboard, acts)).toMatchObject({ total: 100, group: "hot" });
});

describe("the pain and fit matrix", () => {
  const ideal = { title: "CEO", company_size: 50, budget: 9000, country: "ES" };

  it("keeps both scores between 1 and 10", () => {
    expect(play(painFit, []).dimensions).toStrictEqual({ pain: 1, fit: 1 });
    expect(play(painFit, [], { ...ideal, pain: 10 }).dimensions).toStrictEqual({ pain: 10, fit: 10 });
    expect(play(painFit, [], { urgency: "inmediata" }).dimensions).toMatchObject({ pain: 10 });
    expect(play(painFit, [], { pain: "3" }).dimensions).toMatchObject({ pain: 3 });
  });

  it("is hot only where both are high", () => {
    expect(play(painFit, [], { ...ideal, pain: 9 }).group).toBe("hot");
    expect(play(painFit, [], { ...ideal, pain: 5 }).group).toBe("warm");
    expect(play(painFit, [], { ...ideal, pain: 9 }).label).toBe("1A");
    expect(play(painFit, [], { pain: 5 }).label).toBe("2C");
    expect(play(painFit, [], { pain: 10 }).group).toBe("cold");
    expect(play(painFit, [], ideal).group).toBe("cold");
  });
});

describe("the four questions", () => {
  const best = { title: "CEO", department: "Marketing", company_type: "Software", company_size: 100 };
  const second = { title: "VP", department: "ventas", company_type: "services", company_size: 800 };
  const third = { title: "Manager", department: "operations", company_type: "retail", company_size: 20 };
  const bad = { title: "intern", department: "human resources", company_type: "competitor", company_size: 1 };

  it("give 4, 3 and 2 for the best three answers and take points for a bad one", () => {
    const totals = [best, second, third, bad, {}].map((answers) => play(fourQuestions, [], answers).total);
    expect(totals).toStrictEqual([16, 12, 8, -8, 0]);
  });

  it("add up over mixed answers", () => {
    const mixed = {
      title: best.title,
      department: second.department,
      company_type: third.company_type,
      company_size: 1,
    };
    expect(play(fourQuestions, [], mixed)).toMatchObject({ total: 4 + 3 + 2 - 2, group: "cold" });
  });
});

describe("fit by engagement", () => {
  const ideal = { title: "CEO", department: "marketing", company_size: 500 };
  const acts: Act[] = [
    [EVENTS.demoRequested, {}, 9],
    [EVENTS.webinarAttended, {}, 9],
  ];

  it("labels from A1 to D4 and hands over good fit that is engaged", () => {
    expect(play(fitEngagement, acts, ideal)).toMatchObject({ label: "A1", group: "hot" });
    expect(play(fitEngagement, acts)).toMatchObject({ label: "D1", group: "cold" });
    expect(play(fitEngagement, [], ideal)).toMatchObject({ label: "A4", group: "cold" });
    expect(play(fitEngagement, [])).toMatchObject({ label: "D4" });
  });

  it("fades with silence", () => {
    expect(play(fitEngagement, acts, ideal, 150)).toMatchObject({ label: "A3", group: "warm" });
    expect(play(fitEngagement, acts, ideal, 400)).toMatchObject({ label: "A4", group: "cold" });
  });
});
