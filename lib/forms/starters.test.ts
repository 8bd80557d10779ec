import { expect, it } from "vitest";
import { fillKeys } from "./fill-keys.ts";
import { localesOf, openingIssues } from "./ready.ts";
import { contentSchema, MAX_OPTIONS } from "./schemas.ts";
import { STARTERS, startFrom } from "./starters.ts";
import { demoRequest, field } from "./testing.ts";

it.each(STARTERS)("what begins as %s can be opened as it is, in both languages", (starter) => {
  const rules = Array.from({ length: 60 }, (_, n) => ({ key: `rule-${n}`, name: `Rule ${n}` }));
  for (const content of [startFrom(starter), startFrom(starter, rules)]) {
    expect(contentSchema.parse(content)).toEqual(content);
    expect(openingIssues(content)).toEqual([]);
    expect(localesOf(content)).toEqual(["en", "es"]);
  }
});

it("the survey of new customers asks about each rule that leads do something for, as far as there is room", () => {
  const rules = Array.from({ length: 60 }, (_, n) => ({ key: `rule-${n}`, name: `Rule ${n}` }));
  const options = startFrom("influence", rules).fields[0]?.options ?? [];
  expect(options).toHaveLength(MAX_OPTIONS);
  expect(options[0]).toMatchObject({ label: { en: "Rule 0", es: "Rule 0" }, rules: ["rule-0"] });
  expect(options.slice(-2).map(({ rules: named }) => named)).toEqual([[], []]);
});

it("what was added is named by its words, once, and what has a name keeps it", () => {
  const unnamed = { label: { en: "", es: "¿Qué tal?" } };
  const filled = fillKeys(
    demoRequest({
      fields: [
        field("email", "email"),
        { ...field("a", "short_text", unnamed), key: "" },
        { ...field("b", "short_text", unnamed), key: "" },
        { ...field("c", "short_text", { label: { en: "Form", es: "" } }), key: "" },
        { ...field("d", "short_text", { label: { en: "?", es: "" } }), key: "" },
        field("que_tal_3", "choice", { options: [] }),
      ],
    }),
  );
  expect(filled.fields.map(({ key }) => key)).toEqual([
    "email",
    "que_tal",
    "que_tal_2",
    "form_2",
    "question",
    "que_tal_3",
  ]);
});
