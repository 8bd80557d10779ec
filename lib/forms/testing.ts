import { unique } from "#db/testing/factories.ts";
import type { Context } from "../context.ts";
import type { Form } from "./operation-schemas.ts";
import { putForm } from "./put-form.ts";
import { type FormContent, type FormField, fieldSchema } from "./schemas.ts";
import { receiveForm, showForm } from "./serve-page.ts";
import { setFormState } from "./set-form-state.ts";

const both = (text: string) => ({ en: text, es: `${text} (es)` });

/** A field with words in both languages. */
export const field = (key: string, kind: FormField["kind"], more: Partial<FormField> = {}): FormField =>
  fieldSchema.parse({ key, kind, label: both(key), hint: { en: "", es: "" }, ...more });

export const option = (value: string, rules: string[] = []) => ({ value, label: both(value), rules });

/** A form that asks for address, title and budget, and may write mails to whoever agrees. */
export const demoRequest = (more: Partial<FormContent> = {}): FormContent => ({
  kind: "form",
  title: both("Ask for a demo"),
  intro: { en: "", es: "" },
  button: { en: "", es: "" },
  thanks: { en: "", es: "" },
  fields: [
    field("email", "email", { required: true }),
    field("title", "short_text", { attribute: "title" }),
    field("budget", "choice", { options: [option("small"), option("large")], attribute: "budget" }),
    field("notes", "long_text"),
  ],
  consent: { text: both("You may write to me"), purpose: "marketing_email", required: false },
  ...more,
});

/** A form that is open. */
export async function openForm(ctx: Context, content: FormContent = demoRequest()): Promise<Form> {
  const key = unique("form");
  await putForm(ctx, { key, name: key, content });
  return setFormState(ctx, { key, state: "open" });
}

export const tokenOf = ({ url }: Pick<Form, "url">): string => url.split("/f/")[1]?.split("?")[0] ?? "";

const AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";

export type Visit = { agent?: string; language?: string };
const headers = ({ agent = AGENT, language = "en" }: Visit) => ({
  "user-agent": agent,
  "accept-language": language,
});

/** The public page as a browser gets it. */
export async function visit(
  form: Pick<Form, "url">,
  query = "",
  options: Visit = {},
): Promise<{ status: number; html: string; headers: Headers }> {
  const request = new Request(`${form.url}${query}`, { headers: headers(options) });
  const answer = await showForm(request, tokenOf(form));
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
}

/** The hidden inputs of a page, as a browser sends them back. */
export function hiddenOf(html: string): Record<string, string> {
  const found = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  return Object.fromEntries([...found].map(([, name = "", value = ""]) => [name, value]));
}

/** Sends a page as a browser does. */
export async function send(
  form: Pick<Form, "url">,
  body: Record<string, string | string[]>,
  options: Visit = {},
): Promise<{ status: number; html: string }> {
  const sent = new URLSearchParams();
  for (const [name, value] of Object.entries(body)) for (const one of [value].flat()) sent.append(name, one);
  const request = new Request(form.url, {
    method: "POST",
    headers: { ...headers(options), "content-type": "application/x-www-form-urlencoded" },
    body: sent.toString(),
  });
  const answer = await receiveForm(request, tokenOf(form));
  return { status: answer.status, html: await answer.text() };
}
