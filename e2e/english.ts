import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";

type Messages = { [key: string]: string | Messages };

const load = (locale: string) => JSON.parse(readFileSync(`messages/${locale}.json`, "utf8")) as Messages;
const texts = (messages: Messages): string[] =>
  Object.values(messages).flatMap((value) => (typeof value === "string" ? [value] : texts(value)));

const spanish = new Set(texts(load("es")));
/** English messages that take no values and read otherwise in Spanish. */
const ENGLISH = new Set(texts(load("en")).filter((text) => !text.includes("{") && !spanish.has(text)));

/** Texts and accessible names on the page that are English messages; `data` is what may be in any language. */
export async function englishOn(page: Page, data: ReadonlySet<string>): Promise<string[]> {
  const shown = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) found.push(walker.currentNode.textContent ?? "");
    for (const element of document.querySelectorAll("[aria-label], [placeholder], [title]"))
      for (const name of ["aria-label", "placeholder", "title"]) found.push(element.getAttribute(name) ?? "");
    return found;
  });
  return shown.map((text) => text.trim()).filter((text) => ENGLISH.has(text) && !data.has(text));
}
