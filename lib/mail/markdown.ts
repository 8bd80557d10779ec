import type { Token } from "markdown-it";
import MarkdownIt from "markdown-it";

/** Where a mail's link may lead; anything else (javascript:, data:, a path) stays text. */
const LINK = /^(https?:\/\/[^\s/]|mailto:[^\s])/i;
const MOST_LINK = 2_000;

/** Paragraphs, headings, lists, quotes, rules, emphasis and links: no HTML, no pictures. */
const markdown = new MarkdownIt("zero", { html: false, linkify: false, breaks: true }).enable([
  "heading",
  "list",
  "blockquote",
  "hr",
  "emphasis",
  "link",
  "autolink",
  "escape",
  "newline",
]);
markdown.validateLink = (url) => url.length <= MOST_LINK && LINK.test(url);

/** A text that markdown shows as it is: one line, every ASCII punctuation escaped (CommonMark 0.31, 2.4). Pure. */
export function plainInMarkdown(value: unknown): string {
  return String(value ?? "")
    .toWellFormed()
    .replace(/[\s\p{C}]+/gu, " ")
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, "\\$&");
}

export type Rendered = { html: string; text: string };

/**
 * Markdown as HTML and as plain text. `rewrite` is asked for each link's target and says where the HTML's link leads; the
 * text names the target itself. Pure.
 */
export function renderMarkdown(source: string, rewrite: (url: string) => string): Rendered {
  const tokens = markdown.parse(source, {});
  const text = textOf(tokens);
  for (const token of tokens)
    for (const child of token.children ?? [])
      if (child.type === "link_open") child.attrSet("href", rewrite(String(child.attrGet("href") ?? "")));
  return { html: markdown.renderer.render(tokens, markdown.options, {}), text };
}

function inlineText(children: readonly Token[]): string {
  let text = "";
  let href = "";
  let label = "";
  for (const child of children) {
    if (child.type === "link_open") {
      href = String(child.attrGet("href") ?? "");
      label = "";
    } else if (child.type === "link_close") {
      if (label.trim() !== href) text += ` (${href})`;
    } else {
      const part = child.type === "softbreak" || child.type === "hardbreak" ? "\n" : child.content;
      text += part;
      label += part;
    }
  }
  return text;
}

function textOf(tokens: readonly Token[]): string {
  const blocks: string[] = [];
  let bullet = "";
  const ordered: number[] = [];
  for (const token of tokens) {
    if (token.type === "ordered_list_open") ordered.push(Number(token.attrGet("start") ?? 1));
    else if (token.type === "bullet_list_open") ordered.push(Number.NaN);
    else if (token.type.endsWith("_list_close")) ordered.pop();
    else if (token.type === "list_item_open") {
      const n = ordered.pop() ?? Number.NaN;
      bullet = Number.isNaN(n) ? "- " : `${n}. `;
      ordered.push(n + 1);
    } else if (token.type === "hr") blocks.push("---");
    else if (token.type === "inline") {
      blocks.push(bullet + inlineText(token.children ?? []));
      bullet = "";
    }
  }
  return blocks.join("\n\n");
}
