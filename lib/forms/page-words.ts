import { createTranslator } from "next-intl";
import { loadMessages } from "../i18n/messages.ts";
import type { AnswerProblem } from "./read-answers.ts";
import type { FormLocale } from "./schemas.ts";

type Key =
  | "send"
  | "optional"
  | "choose"
  | "yes"
  | "no"
  | "thanks"
  | "thanksText"
  | "again"
  | "replayed"
  | "replayedText"
  | "closed"
  | "closedText"
  | "gone"
  | "goneText"
  | "busy"
  | "busyText"
  | "stale"
  | "wrong"
  | "trap"
  | "error"
  | `problems.${AnswerProblem}`;

/** A word of the page itself, in its language. */
export type PageWords = (key: Key) => string;

export async function pageWords(locale: FormLocale): Promise<PageWords> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: "FormPage" });
  return (key) => t(key);
}
