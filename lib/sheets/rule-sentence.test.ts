import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import en from "#messages/en.json" with { type: "json" };
import es from "#messages/es.json" with { type: "json" };

const english = createTranslator({ locale: "en", messages: en, namespace: "RuleSentence" });
const spanish = createTranslator({ locale: "es", messages: es, namespace: "RuleSentence" });

/** Tokens as the editor fills them, in brackets. */
const token = (chunks: string) => `[${chunks}]`;
const words = {
  points: () => "[+20]",
  limitTimes: token,
  per: token,
  days: token,
  halve: token,
  silence: token,
  repeat: token,
};
const page = { ...words, event: () => "[…]", where: () => "[…]" };

it("says a whole rule on what leads do, its tokens where each language has them", () => {
  const set = {
    filter: "yes",
    limit: "day",
    times: 2,
    window: "yes",
    windowDays: 90,
    fade: "yes",
    halfLife: 30,
  };
  expect(english.markup("behaviour", { ...page, ...set })).toBe(
    "[+20] when a lead […] where […], [at most 2 times] [a day], [in the last 90 days]; points [halve every 30 days]",
  );
  expect(spanish.markup("behaviour", { ...page, ...set })).toBe(
    "[+20] cuando un lead […] donde […], [como máximo 2 veces] [al día], [en los últimos 90 días]; los puntos [se reducen a la mitad cada 30 días]",
  );
});

it("leaves out what is not set, and counts one as one", () => {
  const bare = {
    filter: "no",
    limit: "none",
    times: 0,
    window: "no",
    windowDays: 0,
    fade: "no",
    halfLife: 0,
  };
  expect(english.markup("behaviour", { ...page, ...bare })).toBe("[+20] when a lead […]");
  const one = {
    ...bare,
    limit: "lifetime",
    times: 1,
    window: "yes",
    windowDays: 1,
    fade: "yes",
    halfLife: 1,
  };
  expect(spanish.markup("behaviour", { ...page, ...one })).toBe(
    "[+20] cuando un lead […], [como máximo una vez] [en total], [en el último día]; los puntos [se reducen a la mitad cada día]",
  );
});

it("says silence", () => {
  const quiet = { again: "yes", limit: "yes", after: 14, every: 7, times: 4 };
  expect(english.markup("inactivity", { ...words, ...quiet })).toBe(
    "[+20] after [14 days] without any event, and again [every 7 days], [at most 4 times]",
  );
  expect(spanish.markup("inactivity", { ...words, ...quiet, again: "no", limit: "no", after: 1 })).toBe(
    "[+20] tras [un día] sin ningún evento",
  );
});
