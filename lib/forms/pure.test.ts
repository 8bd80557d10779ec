import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { escapeHtml } from "../mail/compose.ts";
import { countInfluences, type GivenInfluences, type OfferedInfluences } from "./influences.ts";
import { formPage } from "./page-html.ts";
import { pageMark, personMark, readPageMark, readPersonMark } from "./page-token.ts";
import { readAnswers } from "./read-answers.ts";
import { localesOf, openingIssues } from "./ready.ts";
import { contentSchema, type FormContent } from "./schemas.ts";
import { SOONEST_MS, spamReason } from "./spam.ts";
import { toldBy } from "./tell.ts";
import { demoRequest, field, option } from "./testing.ts";

beforeAll(() => {
  process.env.AUTH_SECRET = "s".repeat(40);
});

const sent = (values: Record<string, string | string[]>) => {
  const made = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    for (const one of [value].flat()) made.append(name, one);
  return made;
};

describe("answers", () => {
  const all = demoRequest({
    fields: [
      field("email", "email", { required: true }),
      field("seats", "number"),
      field("when", "date"),
      field("size", "choice", { options: [option("s"), option("l")] }),
      field("seen", "choices", { options: [option("web"), option("fair"), option("friend")] }),
      field("stars", "rating"),
      field("again", "yes_no"),
    ],
    consent: null,
  });

  it("are read by what each question asks for", () => {
    const { answers, problems } = readAnswers(
      all,
      sent({
        "f.email": " Ana@Example.com ",
        "f.seats": "2,5",
        "f.when": "2026-02-28",
        "f.size": "l",
        "f.seen": ["friend", "web"],
        "f.stars": "4",
        "f.again": "no",
        "f.other": "ignored",
        email: "evil@example.com",
      }),
      false,
    );
    expect(problems).toEqual({});
    expect(answers).toEqual({
      email: "ana@example.com",
      seats: 2.5,
      when: "2026-02-28",
      size: "l",
      seen: ["web", "friend"],
      stars: 4,
      again: false,
    });
  });

  it("say what is wrong with each, all at once", () => {
    const { problems } = readAnswers(
      all,
      sent({
        "f.email": "nobody",
        "f.seats": "many",
        "f.when": "2026-02-30",
        "f.size": "xl",
        "f.seen": ["web", "tv"],
        "f.stars": "6",
        "f.again": "maybe",
      }),
      false,
    );
    expect(problems).toEqual({
      email: "email",
      seats: "number",
      when: "date",
      size: "choice",
      seen: "choice",
      stars: "choice",
      again: "choice",
    });
    expect(readAnswers(all, sent({ "f.email": "  " }), false).problems).toEqual({ email: "required" });
    const text = demoRequest({ fields: [field("name", "short_text")] });
    expect(readAnswers(text, sent({ "f.name": "a\u0000" }), false).problems).toEqual({ name: "characters" });
    expect(readAnswers(text, sent({ "f.name": "a".repeat(301) }), false).problems).toEqual({
      name: "too_long",
    });
  });

  it("need no address where a personal link says who answers, and the consent that must be given", () => {
    expect(readAnswers(all, sent({}), true).problems).toEqual({});
    const strict = demoRequest({
      consent: { text: { en: "Yes", es: "Sí" }, purpose: "marketing_email", required: true },
    });
    expect(readAnswers(strict, sent({ "f.email": "a@b.co" }), false)).toMatchObject({
      consent: false,
      problems: { consent: "consent" },
    });
    expect(readAnswers(all, sent({ "f.email": "a@b.co" }), false).consent).toBeNull();
  });

  it("become attributes, and properties where there are few to tell apart", () => {
    const told = toldBy("demo", demoRequest(), {
      email: "ana@example.com",
      title: "CEO",
      budget: "large",
      notes: "Call me",
    });
    expect(told).toEqual({
      email: "ana@example.com",
      attributes: { email: "ana@example.com", title: "CEO", budget: "large" },
      event: { name: "form_submitted", properties: { budget: "large", form: "demo" } },
    });
    expect(toldBy("ask", demoRequest({ kind: "survey" }), {}).event).toEqual({
      name: "survey_answered",
      properties: { form: "ask" },
    });
  });
});

describe("what can be opened", () => {
  it("has a question, an address that must be given, answers to choose from, and words in one language", () => {
    expect(openingIssues(demoRequest())).toEqual([]);
    expect(openingIssues(demoRequest({ fields: [] })).map(({ code }) => code)).toEqual([
      "no_fields",
      "no_email",
    ]);
    const few = demoRequest({ kind: "survey", fields: [field("a", "choice", { options: [option("x")] })] });
    expect(openingIssues(few).map(({ path }) => path)).toEqual(["content.fields.0.options"]);
    const wordless = demoRequest({
      title: { en: "Hello", es: "" },
      fields: [field("email", "email", { required: true, label: { en: "", es: "" } })],
    });
    expect(openingIssues(wordless).map(({ path }) => path)).toEqual(["content.fields.0.label.en"]);
  });

  it("is offered in the languages in which everything is said", () => {
    expect(localesOf(demoRequest())).toEqual(["en", "es"]);
    expect(localesOf(demoRequest({ title: { en: "Hello", es: "" } }))).toEqual(["en"]);
  });

  it("has each key once, and options where they are chosen from", () => {
    const issues = (fields: FormContent["fields"]) =>
      contentSchema.safeParse(demoRequest({ fields })).error?.issues.map(({ path }) => path.join("."));
    expect(issues([field("a", "short_text"), field("a", "number")])).toEqual(["fields.1.key"]);
    expect(issues([field("form", "short_text")])).toEqual(["fields.0.key"]);
    expect(issues([field("a", "number", { options: [option("x")] })])).toEqual(["fields.0.options"]);
    expect(issues([field("a", "choice", { options: [option("x"), option("x")] })])).toEqual([
      "fields.0.options",
    ]);
    expect(issues([field("a", "email"), field("b", "email")])).toEqual(["fields"]);
  });
});

describe("marks of pages and people", () => {
  it("are read back by the form that they were made for, and by no other", () => {
    const mark = pageMark("form-a", { version: 3, openedAt: 1_700_000_000_000 });
    expect(readPageMark("form-a", mark)).toMatchObject({ version: 3, openedAt: 1_700_000_000_000 });
    expect(readPageMark("form-b", mark)).toBeNull();
    expect(readPageMark("form-a", mark.replace(".3.", ".4."))).toBeNull();
    expect(readPageMark("form-a", "")).toBeNull();
    const person = personMark("form-a", 42);
    expect(readPersonMark("form-a", person)).toBe(42);
    expect(readPersonMark("form-b", person)).toBeNull();
    expect(readPersonMark("form-a", person.replace("42.", "43."))).toBeNull();
  });
});

describe("spam", () => {
  const about = {
    trap: "",
    openedAt: 0,
    at: SOONEST_MS,
    agent: "Mozilla/5.0 Chrome/140",
    eventName: "form_submitted",
  };
  it("is what fills in the trap, says that it is a bot, or is faster than a reader", () => {
    expect(spamReason(about)).toBeNull();
    expect(spamReason({ ...about, trap: "x" })).toBe("filled_trap");
    expect(spamReason({ ...about, agent: "Googlebot/2.1" })).toBe("bot");
    expect(spamReason({ ...about, at: SOONEST_MS - 1 })).toBe("too_fast");
  });
});

describe("the public page", () => {
  it("shows whatever people write as text, in every place", () => {
    const evil = `"><script>steal(1)</script>'&`;
    const words = { en: evil, es: evil };
    const content = demoRequest({
      title: words,
      intro: words,
      button: words,
      fields: [
        field("email", "email", { label: words, hint: words }),
        field("a", "choice", { label: words, options: [{ value: "x", label: words, rules: [] }] }),
        field("b", "choice", {
          options: Array.from({ length: 9 }, (_, n) => ({ value: `v${n}`, label: words, rules: [] })),
        }),
        field("c", "long_text"),
        field("d", "short_text"),
      ],
      consent: { text: words, purpose: "marketing_email", required: true },
    });
    const html = formPage({
      content,
      locale: "en",
      t: (key) => key,
      token: evil,
      workspace: evil,
      mark: evil,
      known: false,
      otherLocales: [{ locale: "es", href: evil }],
      sent: sent({ "f.c": evil, "f.d": evil, "f.email": evil }),
      problems: { email: "email", a: "required", consent: "consent" },
      notice: null,
      theme: "auto",
      embed: false,
      carried: { utm_source: evil },
    });
    expect(html.split("<script>")).toHaveLength(2);
    expect(html.replaceAll(escapeHtml(evil), "")).not.toContain("steal");
  });
});

describe("influences", () => {
  const offers: OfferedInfluences[] = [
    { form: "s", options: [option("web", ["pricing", "demo"]), option("fair", ["demo"]), option("friend")] },
    { form: "t", options: [option("mail", ["mail"])] },
  ];
  const names = new Map([
    ["pricing", "Pricing"],
    ["demo", "Demo"],
    ["mail", "Mail"],
    ["unasked", "Unasked"],
  ]);

  it("count a rule once for a lead, of the leads that were offered it", () => {
    const given = [
      { form: "s", values: ["fair", "web"], n: 3 },
      { form: "s", values: ["friend"], n: 7 },
      { form: "t", values: ["mail"], n: 2 },
    ];
    const counted = countInfluences(offers, given, names);
    expect(counted.answered).toBe(12);
    expect(counted.rules.map(({ rule, n, of, rate }) => [rule, n, of, rate])).toEqual([
      ["pricing", 3, 10, 0.3],
      ["demo", 3, 10, 0.3],
      ["mail", 2, 2, 1],
    ]);
    expect(countInfluences(offers, [], names).rules[0]).toMatchObject({ n: 0, of: 0, rate: null, low: null });
  });

  it("equal a count lead by lead", () => {
    const answers = fc.oneof(
      fc.record({
        form: fc.constant("s"),
        values: fc.uniqueArray(fc.constantFrom("web", "fair", "friend", "gone"), { minLength: 1 }),
        n: fc.integer({ min: 1, max: 9 }),
      }),
      fc.record({ form: fc.constant("t"), values: fc.constant(["mail"]), n: fc.integer({ min: 1, max: 9 }) }),
    );
    fc.assert(
      fc.property(fc.array(answers), (given: GivenInfluences[]) => {
        const counted = countInfluences(offers, given, names);
        const leads = given.flatMap(({ form, values, n }) =>
          Array.from({ length: n }, () => ({ form, values })),
        );
        for (const { rule, n, of } of counted.rules) {
          let named = 0;
          let asked = 0;
          for (const { form, values } of leads) {
            const options = offers.find((offer) => offer.form === form)?.options ?? [];
            if (!options.some(({ rules }) => rules.includes(rule))) continue;
            asked++;
            if (options.some(({ value, rules }) => values.includes(value) && rules.includes(rule))) named++;
          }
          expect([n, of]).toEqual([named, asked]);
        }
        for (const { form, value, n } of counted.options)
          expect(n).toBe(leads.filter((lead) => lead.form === form && lead.values.includes(value)).length);
      }),
    );
  });
});
