import { createHash } from "node:crypto";
import { createTranslator } from "next-intl";
import type { Locale } from "../i18n/locale.ts";
import { loadMessages } from "../i18n/messages.ts";
import { escapeHtml } from "./compose.ts";

const STYLE = `:root{color-scheme:light dark;--text:#16191f;--muted:#5b6472;--back:#fff;--accent:#1f5fd6;--on:#fff}
@media (prefers-color-scheme:dark){:root{--text:#e7eaef;--muted:#9aa4b2;--back:#0f1217;--accent:#7fa8ff;--on:#0f1217}}
body{margin:0;background:var(--back);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main{max-width:32rem;margin:15vh auto 0;padding:0 1.5rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}p{color:var(--muted);margin:0 0 1.5rem}
button{min-height:44px;padding:0 1.25rem;border:0;border-radius:6px;background:var(--accent);color:var(--on);font:inherit;font-weight:600;cursor:pointer}
button:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** A page without scripts, for somebody who is no user of ours: what unsubscribing does, with a button, or that it is done. */
export async function unsubscribePage(
  what: "ask" | "done" | "gone",
  locale: Locale,
  name: string,
): Promise<Response> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: "Unsubscribe" });
  const [title, text] = {
    ask: () => [t("title"), t("text", { name })],
    done: () => [t("done"), t("doneText", { name })],
    gone: () => [t("gone"), t("goneText")],
  }[what]();
  const button =
    what === "ask" ? `<form method="post"><button>${escapeHtml(t("button"))}</button></form>` : "";
  const html = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escapeHtml(title ?? "")}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(title ?? "")}</h1><p role="status">${escapeHtml(text ?? "")}</p>${button}</main></body></html>`;
  return new Response(html, {
    status: what === "gone" ? 404 : 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });
}
