import { oneLine } from "./address.ts";
import { mailUrl } from "./links.ts";
import { renderMarkdown } from "./markdown.ts";
import { fillLine, fillMarkdown, type MergeScope } from "./template.ts";

export type Letterhead = {
  /** Language of the mail's own words. */
  locale: "en" | "es";
  /** Who writes: the workspace's name. */
  from: string;
  workspaceId: number;
  publicId: string;
};
export type Composed = {
  subject: string;
  html: string;
  text: string;
  links: string[];
  headers: Record<string, string>;
};

const WORDS = {
  en: { why: "You receive this mail from", stop: "Unsubscribe" },
  es: { why: "Recibes este correo de", stop: "Darse de baja" },
} as const;

const STYLE =
  "font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:16px;line-height:1.5;color:#16191f;max-width:36em;margin:0 auto;padding:24px";

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/**
 * A marketing mail from its templates: merge fields escaped for where they stand, links that go through us and are kept by
 * number, a pixel, and the ways to unsubscribe (RFC 2369, RFC 8058).
 * @throws Error where a template cannot be filled.
 */
export function compose(
  templates: { subject: string; body: string },
  scope: Omit<MergeScope, "unsubscribe_url">,
  head: Letterhead,
): Composed {
  const { workspaceId, publicId, locale } = head;
  const stop = mailUrl({ kind: "unsubscribe", workspaceId, publicId });
  const all: MergeScope = { ...scope, unsubscribe_url: stop };
  const links: string[] = [];
  const rewrite = (target: string) => {
    if (target === stop || !/^https?:/i.test(target)) return target;
    const known = links.indexOf(target);
    const link = known === -1 ? links.push(target) - 1 : known;
    return mailUrl({ kind: "click", link, workspaceId, publicId });
  };
  const body = renderMarkdown(fillMarkdown(templates.body, all), rewrite);
  const words = WORDS[locale];
  const subject = oneLine(fillLine(templates.subject, all));
  const footer = `<p style="margin-top:32px;font-size:13px;color:#5b6472">${words.why} ${escapeHtml(head.from)}. <a href="${stop}">${words.stop}</a></p>`;
  const pixel = `<img src="${mailUrl({ kind: "open", workspaceId, publicId })}" width="1" height="1" alt="">`;
  return {
    subject,
    html: `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body><div style="${STYLE}">${body.html}${footer}${pixel}</div></body></html>`,
    text: `${body.text}\n\n-- \n${words.why} ${oneLine(head.from)}. ${words.stop}: ${stop}\n`,
    links,
    headers: {
      "List-Unsubscribe": `<${stop}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}
