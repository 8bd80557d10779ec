/** Built to public/f.js: shows a form where its script tag stands. */

const VISITOR = /(?:^|; )hotsheet_id=([\w-]{36})/;

/** The visitor's id that the tracker keeps, and what brought them here: the answer is then part of the same history. */
function addressOf(script: HTMLScriptElement, token: string): string {
  const address = new URL(`/f/${token}`, script.src);
  const query = address.searchParams;
  query.set("embed", "1");
  query.set("theme", script.dataset.theme ?? "light");
  const language = script.dataset.lang ?? document.documentElement.lang.slice(0, 2);
  if (language) query.set("lang", language);
  const [, visitor] = VISITOR.exec(document.cookie) ?? [];
  if (visitor) query.set("a", visitor);
  for (const [name, value] of new URLSearchParams(location.search))
    if (name.startsWith("utm_")) query.set(name, value.slice(0, 200));
  return address.href;
}

function show(script: HTMLScriptElement, token: string): void {
  const frame = document.createElement("iframe");
  frame.src = addressOf(script, token);
  frame.title = script.dataset.title ?? "Hotsheet";
  frame.style.cssText = "width:100%;border:0;display:block;height:640px;color-scheme:normal";
  const { origin } = new URL(script.src);
  addEventListener("message", ({ data, origin: from, source }) => {
    if (from !== origin || source !== frame.contentWindow) return;
    const height = Number((data as { hotsheetForm?: unknown; height?: unknown } | null)?.height);
    if (height > 0 && height < 20_000) frame.style.height = `${height}px`;
  });
  script.after(frame);
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && script.dataset.form) show(script, script.dataset.form);
