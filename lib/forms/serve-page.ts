import { AppError } from "../errors.ts";
import { clientAddress } from "../http/client-address.ts";
import { readBody } from "../http/parse.ts";
import { errorResponse } from "../http/respond.ts";
import { pickLocale } from "../i18n/locale.ts";
import { findForm, type PublicForm } from "./find-form.ts";
import { countAnswer, countPage } from "./limits.ts";
import { formPage, type PageOptions, plainPage } from "./page-html.ts";
import { PAGE_HEADERS } from "./page-style.ts";
import { PAGE_HOURS, pageMark, readPageMark, readPersonMark } from "./page-token.ts";
import { pageWords } from "./page-words.ts";
import { type AnswerProblem, readAnswers } from "./read-answers.ts";
import { localesOf } from "./ready.ts";
import type { FormLocale } from "./schemas.ts";
import { spamReason, TRAP } from "./spam.ts";
import { takeAnswer } from "./take-answer.ts";
import { ANSWER_EVENTS } from "./tell.ts";

const MOST_BODY = 128 * 1024;
const ANONYMOUS_ID = /^[\w-]{8,64}$/;
const CAMPAIGN = /^utm_[a-z]{1,20}$/;
const MOST_CAMPAIGN = 200;

const html = (text: string, status: number, more: Record<string, string> = {}) =>
  new Response(text, { status, headers: { ...PAGE_HEADERS, ...more } });

/** What the address (or the page that was sent) says of how to show it, and what goes along with the answer. */
function optionsOf(given: URLSearchParams): PageOptions {
  const theme = given.get("theme");
  const carried: Record<string, string> = {};
  for (const [name, value] of given) {
    if (name === "for") carried.for = value.slice(0, 60);
    if (name === "a" && ANONYMOUS_ID.test(value)) carried.a = value;
    if (name === "embed" && value === "1") carried.embed = "1";
    if (CAMPAIGN.test(name))
      carried[name] = value.slice(0, MOST_CAMPAIGN).toWellFormed().replaceAll("\u0000", "");
  }
  const chosen = theme === "light" || theme === "dark" ? theme : "auto";
  if (chosen !== "auto") carried.theme = chosen;
  return { theme: chosen, embed: carried.embed === "1", carried };
}

/** The reader's language where the form has it, else one that it has. */
function localeOf(form: PublicForm, given: URLSearchParams, request: Request): FormLocale {
  const offered = localesOf(form.content);
  const asked = given.get("lang");
  const wanted =
    offered.find((locale) => locale === asked) ?? pickLocale(request.headers.get("accept-language"));
  return offered.includes(wanted) ? wanted : (offered[0] ?? "en");
}

type Page = { form: PublicForm; given: URLSearchParams; locale: FormLocale; options: PageOptions };

const hrefOf = (options: PageOptions, locale: FormLocale) =>
  `?${new URLSearchParams({ ...options.carried, lang: locale })}`;

type Shown = {
  mark?: string;
  sent?: URLSearchParams;
  problems?: Record<string, AnswerProblem>;
  notice?: "stale";
};

async function show({ form, given, locale, options }: Page, shown: Shown = {}): Promise<Response> {
  const page = formPage({
    ...options,
    content: form.content,
    locale,
    t: await pageWords(locale),
    token: form.token,
    workspace: form.workspace,
    mark: shown.mark ?? pageMark(form.token, { version: form.version }),
    known: readPersonMark(form.token, given.get("for") ?? "") !== null,
    otherLocales: localesOf(form.content)
      .filter((other) => other !== locale)
      .map((other) => ({ locale: other, href: hrefOf(options, other) })),
    sent: shown.sent ?? new URLSearchParams(),
    problems: shown.problems ?? {},
    notice: shown.notice ?? null,
  });
  return html(page, shown.sent ? 422 : 200);
}

type Saying = "thanks" | "replayed" | "closed" | "gone" | "busy";
const STATUS: Record<Saying, number> = { thanks: 200, replayed: 200, closed: 410, gone: 404, busy: 429 };

async function say(
  what: Saying,
  page: Page | null,
  request: Request,
  retryAfter?: number,
): Promise<Response> {
  const locale = page?.locale ?? pickLocale(request.headers.get("accept-language"));
  const t = await pageWords(locale);
  const options = page?.options ?? optionsOf(new URL(request.url).searchParams);
  const own = what === "thanks" ? page?.form.content.thanks[locale] : undefined;
  // A tablet at a fair is handed to the next; a personal link is one person's.
  const again = (what === "thanks" || what === "replayed") && page && !options.carried.for;
  return html(
    plainPage({
      ...options,
      locale,
      token: page?.form.token ?? "",
      title: t(what),
      text: own || t(`${what}Text`),
      ...(again ? { link: { href: hrefOf(options, locale), text: t("again") } } : {}),
    }),
    STATUS[what],
    retryAfter === undefined ? {} : { "retry-after": String(Math.ceil(retryAfter)) },
  );
}

async function answered(request: Request, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof AppError && error.code === "rate_limited")
      return say("busy", null, request, error.retryAfter);
    return errorResponse(error, crypto.randomUUID());
  }
}

/** GET of a form's public page: no session is looked at, and a form that was never opened looks as if it were not there. */
export function showForm(request: Request, token: string): Promise<Response> {
  return answered(request, async () => {
    await countPage(clientAddress(request.headers));
    const form = await findForm(token);
    if (!form || form.state === "draft") return say("gone", null, request);
    const given = new URL(request.url).searchParams;
    const page = { form, given, locale: localeOf(form, given, request), options: optionsOf(given) };
    return form.state === "open" ? show(page) : say("closed", page, request);
  });
}

/** POST of that page. What is wrong is shown beside what was given; spam is thanked like anybody, and counts for nothing. */
export function receiveForm(request: Request, token: string): Promise<Response> {
  return answered(request, async () => {
    await countAnswer(clientAddress(request.headers), token);
    const body = await readBody(request, MOST_BODY);
    const sent = new URLSearchParams(new TextDecoder().decode(body));
    const mark = readPageMark(token, sent.get("page") ?? "");
    // Against the version that the person read, which may not be the newest any more.
    const form = await findForm(token, mark?.version ?? null);
    if (!form || form.state === "draft") return say("gone", null, request);
    const page = { form, given: sent, locale: localeOf(form, sent, request), options: optionsOf(sent) };
    if (form.state !== "open") return say("closed", page, request);
    const at = new Date();
    if (!mark || at.getTime() - mark.openedAt > PAGE_HOURS * 3_600_000) {
      const newest = mark ? await findForm(token) : form;
      return show({ ...page, form: newest ?? form }, { sent, notice: "stale" });
    }
    const leadId = readPersonMark(token, sent.get("for") ?? "");
    const { answers, consent, problems } = readAnswers(form.content, sent, leadId !== null);
    if (Object.keys(problems).length > 0) return show(page, { mark: sent.get("page") ?? "", sent, problems });
    const agent = request.headers.get("user-agent");
    const taken = await takeAnswer(form, {
      nonce: mark.id,
      answers,
      consent,
      leadId,
      at,
      locale: page.locale,
      context: contextOf(page.options, agent),
      spam: spamReason({
        trap: sent.get(TRAP),
        openedAt: mark.openedAt,
        at: at.getTime(),
        agent,
        eventName: ANSWER_EVENTS[form.content.kind],
      }),
    });
    return say(taken === "taken" || taken === "spam" ? "thanks" : taken, page, request);
  });
}

/** As the tracker tells of a campaign: without `utm_`, and the campaign's own as its name. */
function contextOf({ carried }: PageOptions, agent: string | null) {
  const campaign = Object.entries(carried).flatMap(([name, value]) =>
    name.startsWith("utm_") && value !== ""
      ? [[name === "utm_campaign" ? "name" : name.slice(4), value] as const]
      : [],
  );
  return {
    ...(carried.a ? { anonymous_id: carried.a } : {}),
    ...(campaign.length > 0 ? { campaign: Object.fromEntries(campaign) } : {}),
    ...(agent ? { user_agent: agent.slice(0, 500).toWellFormed() } : {}),
  };
}
