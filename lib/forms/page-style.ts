import { createHash } from "node:crypto";

const DARK =
  "--text:#e7eaef;--muted:#9aa4b2;--back:#0f1217;--box:#161b22;--line:#667085;--accent:#7fa8ff;--on:#0f1217;--bad:#ff9d8f";

/** Looks of the public page. It is no part of the app's bundle: a visitor loads one small document. */
export const STYLE = `:root{color-scheme:light;--text:#16191f;--muted:#5b6472;--back:#fff;--box:#fff;--line:#7a8496;--accent:#1f5fd6;--on:#fff;--bad:#b42318}
:root[data-theme=dark]{color-scheme:dark;${DARK}}
@media (prefers-color-scheme:dark){:root[data-theme=auto]{color-scheme:dark;${DARK}}}
*{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:38rem;margin:0 auto;padding:2.5rem 1.25rem 3rem;overflow-wrap:anywhere}:root[data-embed] main{max-width:none;padding:.25rem}
header{display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;color:var(--muted);font-size:.875rem;margin-bottom:1.5rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 1.25rem}a{color:var(--accent);text-underline-offset:2px}
.intro{color:var(--muted);margin:-.75rem 0 1.75rem;white-space:pre-line}.q{margin:0 0 1.5rem;border:0;padding:0;min-width:0}
.q>label:not(.pick),.q>legend{display:block;font-weight:600;margin:0 0 .25rem;padding:0}.opt{font-weight:400;color:var(--muted)}
.hint{color:var(--muted);margin:0 0 .375rem;font-size:.875rem}.err{color:var(--bad);margin:.25rem 0 0;font-weight:600;font-size:.875rem}
input,select,textarea,button{font:inherit;color:inherit}
input:not([type=radio],[type=checkbox]),select,textarea{width:100%;min-height:44px;padding:.5rem .75rem;border:1px solid var(--line);border-radius:6px;background:var(--box)}
textarea{min-height:7rem;resize:vertical}[aria-invalid=true]:not(fieldset){border-color:var(--bad);border-width:2px}
.pick{display:flex;gap:.625rem;align-items:flex-start;padding:.5rem 0;min-height:44px}.pick input{width:1.25rem;height:1.25rem;margin:.125rem 0 0;flex:none;accent-color:var(--accent)}
.row{display:flex;flex-wrap:wrap;gap:0 1.5rem}
.sum{border:2px solid var(--bad);border-radius:6px;padding:.75rem 1rem;margin:0 0 1.5rem}.sum p{margin:0;font-weight:600}.sum ul{margin:.25rem 0 0;padding-left:1.25rem}.sum a{color:var(--bad)}
button{min-height:44px;padding:0 1.5rem;border:0;border-radius:6px;background:var(--accent);color:var(--on);font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}`;

/** Tells a page that embeds this one how high it is, and takes the reader to what is wrong. */
export const SCRIPT = `(()=>{const root=document.documentElement;if(parent!==window){const tell=()=>parent.postMessage({hotsheetForm:root.dataset.form,height:Math.ceil(document.body.getBoundingClientRect().height)},"*");new ResizeObserver(tell).observe(document.body)}
const sum=document.querySelector(".sum");if(sum)sum.focus()})()`;

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Anybody may embed the page: it reads no cookie, so there is nothing that a click in it could be tricked into. */
export const PAGE_HEADERS: Record<string, string> = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}; form-action 'self'; base-uri 'none'; frame-ancestors *`,
  "cache-control": "private, no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex",
};
