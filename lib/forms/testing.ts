import { inWorkspace } from "#db/client.ts";
import { unique } from "#db/testing/factories.ts";
import type { Context } from "../context.ts";
import { createActiveSheet } from "../scores/testing.ts";
import type { Form } from "./operation-schemas.ts";
import { pageMark } from "./page-token.ts";
import { putForm } from "./put-form.ts";
import { type FormContent, type FormField, fieldSchema } from "./schemas.ts";
import { receiveForm, showForm } from "./serve-page.ts";
import { setFormState } from "./set-form-state.ts";
import { SOONEST_MS } from "./spam.ts";

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

/** A page that was opened long enough ago for somebody to have read it. */
export const readMark = (form: Form, ago = SOONEST_MS * 2) =>
  pageMark(tokenOf(form), { version: form.version, openedAt: Date.now() - ago });

/** Answers as a person who has read the page does. */
export const answer = (form: Form, body: Record<string, string | string[]>, options: Visit = {}) =>
  send(form, { page: readMark(form), lang: "en", ...body }, options);

type Shown = { id: number; attributes: Record<string, unknown>; total: number | null; events: number };

export const leadOf = (workspaceId: number, email: string): Promise<Shown | undefined> =>
  inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<Shown>(
      `select l.id::int as id, l.attributes, (select s.total::float8 from scores s where s.workspace_id = $1 and s.lead_id = l.id
         order by s.sheet_id limit 1) as total,
         (select count(*)::int from events e where e.workspace_id = $1 and e.lead_id = l.id) as events
       from leads l where l.workspace_id = $1 and l.email = $2`,
      [workspaceId, email],
    );
    return found.rows[0];
  });

/** 20 points for a CEO, 15 for a form that names a large budget. */
export const sheetOf = (workspaceId: number) =>
  createActiveSheet(workspaceId, {
    content: {
      dimensions: [{ key: "all", name: "All" }],
      categories: [{ key: "all", name: "All", dimension: "all" }],
      rules: [
        {
          key: "title",
          name: "Job title",
          category: "all",
          kind: "fit",
          cases: [{ when: { field: "title", op: "eq", value: "CEO" }, points: 20 }],
        },
        {
          key: "asked",
          name: "Asked with a large budget",
          category: "all",
          kind: "behaviour",
          event: "form_submitted",
          where: { field: "budget", op: "eq", value: "large" },
          points: 15,
        },
      ],
      groups: [
        { key: "cold", name: "Cold", from: {} },
        { key: "hot", name: "Hot", from: { total: 30 } },
      ],
    },
  });
