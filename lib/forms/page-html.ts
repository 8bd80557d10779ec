import { escapeHtml } from "../mail/compose.ts";
import { fieldHtml, fieldId } from "./field-html.ts";
import { SCRIPT, STYLE } from "./page-style.ts";
import type { PageWords } from "./page-words.ts";
import { type AnswerProblem, inputName } from "./read-answers.ts";
import type { FormContent, FormLocale } from "./schemas.ts";
import { TRAP } from "./spam.ts";

/** What a page's address says of how it is shown and of who opens it. */
export type PageOptions = {
  theme: "auto" | "light" | "dark";
  embed: boolean;
  /** What goes along with the answer and with a change of language, by its name. */
  carried: Readonly<Record<string, string>>;
};

export type FormPage = PageOptions & {
  content: FormContent;
  locale: FormLocale;
  t: PageWords;
  token: string;
  workspace: string;
  mark: string;
  /** A personal link says who answers: nobody is asked for an address. */
  known: boolean;
  otherLocales: readonly { locale: FormLocale; href: string }[];
  /** What was sent before, where the page is shown again. */
  sent: URLSearchParams;
  problems: Readonly<Record<string, AnswerProblem>>;
  notice: "stale" | null;
};

type Frame = Pick<PageOptions, "theme" | "embed"> & { locale: FormLocale; token: string; title: string };

const frame = ({ locale, theme, embed, token, title }: Frame, body: string): string =>
  `<!doctype html><html lang="${locale}" data-theme="${theme}"${embed ? " data-embed" : ""} data-form="${escapeHtml(token)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main>${body}</main><script>${SCRIPT}</script></body></html>`;

const hidden = (name: string, value: string) =>
  `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;

const LANGUAGE: Record<FormLocale, string> = { en: "English", es: "Español" };

function header({ workspace, embed, otherLocales }: FormPage): string {
  const links = otherLocales
    .map(
      ({ locale, href }) =>
        `<a lang="${locale}" hreflang="${locale}" href="${escapeHtml(href)}">${LANGUAGE[locale]}</a>`,
    )
    .join(" ");
  if (embed && links === "") return "";
  return `<header><span>${embed ? "" : escapeHtml(workspace)}</span><span>${links}</span></header>`;
}

function summary({ content, problems, notice, locale, t }: FormPage): string {
  const wrong = [
    ...content.fields.flatMap(({ key, label }) =>
      problems[key] ? [{ id: fieldId(key), text: label[locale] }] : [],
    ),
    ...(problems.consent && content.consent ? [{ id: "consent", text: t("problems.consent") }] : []),
  ];
  if (notice === null && wrong.length === 0) return "";
  const links = wrong.map(({ id, text }) => `<li><a href="#${escapeHtml(id)}">${escapeHtml(text)}</a></li>`);
  return `<div class="sum" role="alert" tabindex="-1"><p>${escapeHtml(t(notice ?? "wrong"))}</p>${
    links.length > 0 ? `<ul>${links.join("")}</ul>` : ""
  }</div>`;
}

function consentLine({ content, locale, sent, problems, t }: FormPage): string {
  if (content.consent === null) return "";
  const { required, text } = content.consent;
  const checked = sent.get("consent") === "yes" ? " checked" : "";
  const bad = problems.consent
    ? `<p class="err" id="consent-err">${escapeHtml(t("problems.consent"))}</p>`
    : "";
  return `<div class="q"><label class="pick"><input type="checkbox" id="consent" name="consent" value="yes"${required ? " required" : ""}${
    bad === "" ? "" : ' aria-invalid="true" aria-describedby="consent-err"'
  }${checked}><span>${escapeHtml(text[locale])}${
    required ? "" : ` <span class="opt">(${escapeHtml(t("optional"))})</span>`
  }</span></label>${bad}</div>`;
}

/** The public page of a form as HTML; it works without scripts. Every text in it is escaped. Pure. */
export function formPage(page: FormPage): string {
  const { content, locale, t, sent, problems } = page;
  const title = content.title[locale];
  const intro = content.intro[locale];
  const fields = content.fields
    .filter(({ kind }) => !(page.known && kind === "email"))
    .map((field) =>
      fieldHtml(field, { locale, t, given: sent.getAll(inputName(field.key)), problem: problems[field.key] }),
    );
  const carried = Object.entries({ ...page.carried, lang: locale, page: page.mark }).map(([name, value]) =>
    hidden(name, value),
  );
  const sum = summary(page);
  return frame(
    { ...page, title: sum === "" ? title : `${t("error")}: ${title}` },
    `${header(page)}<h1>${escapeHtml(title)}</h1>${intro === "" ? "" : `<p class="intro">${escapeHtml(intro)}</p>`}${sum}<form method="post" accept-charset="utf-8">${carried.join("")}<div class="trap" aria-hidden="true"><label>${escapeHtml(t("trap"))}<input type="text" name="${TRAP}" tabindex="-1" autocomplete="off"></label></div>${fields.join("")}${consentLine(page)}<button>${escapeHtml(content.button[locale] || t("send"))}</button></form>`,
  );
}

export type PlainPage = Pick<PageOptions, "theme" | "embed"> & {
  locale: FormLocale;
  token: string;
  title: string;
  text: string;
  link?: { href: string; text: string };
};

/** A page that only says something: thanks, that a form is closed, that there is none. Pure. */
export function plainPage({ title, text, link, ...rest }: PlainPage): string {
  const more = link ? `<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.text)}</a></p>` : "";
  return frame(
    { ...rest, title },
    `<div role="status"><h1>${escapeHtml(title)}</h1><p class="intro">${escapeHtml(text)}</p></div>${more}`,
  );
}
