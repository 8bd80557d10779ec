import type { Messages } from "next-intl";
import type { Locale } from "./locale.ts";

/** Each language is its own chunk, so a reader loads one. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  // A worker runs without a bundler, and Node asks for the attribute.
  const { default: messages } = await (locale === "es"
    ? import("#messages/es.json", { with: { type: "json" } })
    : import("#messages/en.json", { with: { type: "json" } }));
  return messages;
}
