import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import en from "./en.json" with { type: "json" };
import es from "./es.json" with { type: "json" };

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, path = ""): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") flat.set(`${path}${key}`, value);
    else for (const [inner, text] of flatten(value, `${path}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

/** Names of the arguments and tags of a message. */
function slots(elements: MessageFormatElement[], into = new Set<string>()): Set<string> {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    into.add(element.value);
    if (element.type === TYPE.tag) slots(element.children, into);
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      for (const option of Object.values(element.options)) slots(option.value, into);
    }
  }
  return into;
}

const slotsOf = (text: string) => [...slots(parse(text))].sort();

const english = flatten(en);
const spanish = flatten(es);

describe("messages", () => {
  test("exist in both languages", () => {
    expect([...spanish.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("say something", () => {
    for (const texts of [english, spanish]) {
      expect([...texts].filter(([, text]) => text.trim() === "")).toEqual([]);
    }
  });

  test("use the same arguments and tags in both languages", () => {
    const different = [...english].filter(
      ([key, text]) => String(slotsOf(text)) !== String(slotsOf(spanish.get(key) ?? "")),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });
});
