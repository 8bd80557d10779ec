import type { Messages } from "next-intl";
import type { Locale } from "./locale.ts";

/** Each language is its own chunk, so a reader loads one. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const { default: messages } = await (locale === "es"
    ? import("#messages/es.json")
    : import("#messages/en.json"));
  return messages;
}
