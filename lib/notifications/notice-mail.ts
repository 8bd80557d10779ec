import { createFormatter } from "next-intl";
import { installationOrigin } from "../auth/public-origin.ts";
import { defaultLocale, isLocale, type Locale } from "../i18n/locale.ts";
import { isTimeZone } from "../i18n/time-zone.ts";
import { translator } from "../i18n/translator.ts";
import type { MailInput } from "../mail/queue-mail.ts";
import { paths } from "../paths.ts";
import type { Notification } from "./schemas.ts";
import { notificationPath, reportValues, sentenceValues } from "./sentence.ts";

export type Told = Pick<Notification, "kind" | "subject" | "payload">;
export type Reader = { locale: string | null; zone: string };
type Letter = Pick<MailInput, "locale" | "subject" | "html" | "text">;

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Text as HTML shows it, in elements and in quoted attributes. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? "");

/** Notifications in the reader's words, each with where it leads. */
async function sentencesOf(all: readonly Told[], { locale, zone }: Reader) {
  const known: Locale = isLocale(locale) ? locale : defaultLocale;
  const t = await translator(known, "Notifications");
  const timeZone = isTimeZone(zone) ? zone : "UTC";
  const format = createFormatter({ locale: known, timeZone });
  const date = (at: Date) => format.dateTime(at, { dateStyle: "medium", timeStyle: "short" });
  const sentences = all.map((one) => ({
    text: t(`kinds.${one.kind}`, sentenceValues(one, t("product"), date)),
    more: [
      ...[one.payload.reasons, one.payload.text].flatMap((line) => (line ? [String(line)] : [])),
      ...(one.kind === "feedback_report" ? reportLines(one, t) : []),
    ],
    url: `${installationOrigin()}${notificationPath(one)}`,
  }));
  return { sentences, t, locale: known };
}

type Translate = Awaited<ReturnType<typeof translator<"Notifications">>>;

/** What a report says, in its figures and in words. */
const reportLines = (one: Told, t: Translate): string[] => {
  const values = reportValues(one);
  return [t("report.counts", values), t("report.verdict", values)];
};

const page = (locale: Locale, parts: string[]) =>
  `<!doctype html><html lang="${locale}"><body style="font-family:sans-serif;font-size:15px;line-height:1.5">${parts.join("")}</body></html>`;

const link = (url: string, text: string) => `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;

/** One notification as a mail. All of it is escaped: names are what visitors sent. */
export async function noticeMail(told: Told, reader: Reader): Promise<Letter> {
  const { sentences, t, locale } = await sentencesOf([told], reader);
  const [{ text: subject, more, url } = { text: "", more: [], url: "" }] = sentences;
  const settings = `${installationOrigin()}${paths.settings("notifications")}`;
  return {
    locale,
    subject,
    text: [subject, ...more, "", url, "", t("mail.why"), settings].join("\n"),
    html: page(locale, [
      `<p><strong>${escapeHtml(subject)}</strong></p>`,
      ...more.map((line) => `<p>${escapeHtml(line)}</p>`),
      `<p>${link(url, t("mail.open"))}</p>`,
      `<p style="color:#5b6472;font-size:13px">${escapeHtml(t("mail.why"))} ${link(settings, t("mail.settings"))}</p>`,
    ]),
  };
}

/** What came since the last digest; `total` may be more than what is listed. */
export async function digestMail(all: readonly Told[], total: number, reader: Reader): Promise<Letter> {
  const { sentences, t, locale } = await sentencesOf(all, reader);
  const subject = t("mail.digest", { n: total });
  const rest = total > all.length ? [t("mail.rest", { n: total - all.length })] : [];
  const settings = `${installationOrigin()}${paths.settings("notifications")}`;
  return {
    locale,
    subject,
    text: [
      subject,
      "",
      ...sentences.flatMap(({ text, url }) => [`- ${text}`, `  ${url}`]),
      ...rest,
      "",
      t("mail.whyDigest"),
      settings,
    ].join("\n"),
    html: page(locale, [
      `<p><strong>${escapeHtml(subject)}</strong></p>`,
      `<ul>${sentences.map(({ text, url }) => `<li>${link(url, text)}</li>`).join("")}</ul>`,
      ...rest.map((line) => `<p>${escapeHtml(line)}</p>`),
      `<p style="color:#5b6472;font-size:13px">${escapeHtml(t("mail.whyDigest"))} ${link(settings, t("mail.settings"))}</p>`,
    ]),
  };
}
