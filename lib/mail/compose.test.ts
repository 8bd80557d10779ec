import { beforeAll, describe, expect, it } from "vitest";
import { resetEnv } from "../env.ts";
import { compose } from "./compose.ts";
import { mailToken, readMailToken } from "./links.ts";
import { templateProblem } from "./template.ts";

beforeAll(() => {
  process.env.AUTH_SECRET = "s".repeat(40);
  process.env.AUTH_URL = "https://score.example";
  resetEnv();
});

const publicId = "11111111-2222-4333-8444-555555555555";
const head = { locale: "en" as const, from: "Cars & Co", workspaceId: 7, publicId };
const mail = (body: string, lead: Record<string, unknown> = {}, subject = "Hi") =>
  compose({ subject, body }, { lead, promo: { test: "CODE-1" }, form: {} }, head);

const HOSTILE = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "{{ lead.email }}{% if true %}x{% endif %}",
  "[click](https://evil.test)",
  "<https://evil.test>",
  "![x](https://evil.test/p.png)",
  "# Heading\n\n- list\n> quote",
  "**bold** _em_ `code` ~~gone~~",
  "\u0000\u202e\u2028Bcc: x@y.test\r\n",
  "javascript:alert(1)",
  "&lt;b&gt;&amp;",
  "__proto__",
];

describe("hostile merge fields", () => {
  it.each(HOSTILE)("shows %j as text in body, link and subject", (name) => {
    const made = mail(
      "Hello {{ lead.name }}, bye.",
      { name, email: "secret@lead.test" },
      "Re: {{ lead.name }}",
    );
    const own = mail("Hello X, bye.");
    const tags = (html: string) => html.match(/<[a-z/!][^>]*>/g);
    const title = /<title>[^<]*<\/title>/;
    expect(tags(made.html.replace(title, ""))).toEqual(tags(own.html.replace(title, "")));
    expect(made.links).toEqual([]);
    expect(made.subject).not.toMatch(/[\r\n\u2028]/);
    expect(made.html).not.toContain("secret@lead.test");
    const said = name.replace(/[\s\p{C}]+/gu, " ").trim();
    expect(made.text).toContain(`Hello ${said}, bye.`);
  });

  it("puts a hostile value into a link's address as part of it, or makes no link of it", () => {
    for (const name of HOSTILE) {
      const made = mail("[Go](https://dealer.test/?n={{ lead.name }})", { name });
      for (const link of made.links) expect(link.startsWith("https://dealer.test/?n=")).toBe(true);
      expect(made.html).not.toContain('evil.test/p.png">');
    }
  });

  it.each([
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "data:text/html,x",
    "//evil.test",
    "vbscript:x",
    "file:///etc/passwd",
  ])("makes no link of %j", (url) => {
    expect(mail(`[a](${url}) and [b]({{ lead.url }})`, { url }).html).not.toMatch(
      /<a href="(?!https:\/\/score)/,
    );
    expect(mail(`[a](${url}) and [b]({{ lead.url }})`, { url }).links).toEqual([]);
  });

  it("reads nothing of objects but their own fields", () => {
    const made = mail("({{ lead.constructor.name }}{{ lead.__proto__ }}{{ lead.name.constructor }})", {
      name: "A",
    });
    expect(made.text).toContain("()");
  });
});

describe("what a template may do", () => {
  it.each([
    "{% for i in (1..9) %}x{% endfor %}",
    "{% include 'a' %}",
    "{% render 'a' %}",
    "{% layout 'a' %}",
    "{% assign x = 1 %}",
    "{{ lead.name | raw }}",
    "{{ lead.name | unknown }}",
    "{{ lead.name ",
    "{{ user.password }}",
    "{% raw %}{{ x }}{% endraw %}",
  ])("refuses %j", (template) => {
    expect(templateProblem(template)).toBeTypeOf("string");
  });

  it("takes fields, branches and a few filters", () => {
    const template =
      '{% if lead.name %}Hi {{ lead.name | default: "you" | upcase }}{% else %}Hi{% endif %} {{ promo.test }}';
    expect(templateProblem(template)).toBeNull();
    expect(mail(template, { name: "Ana" }).text).toContain("Hi ANA CODE-1");
  });
});

describe("a mail of a programme", () => {
  it("sends links through us and keeps where they lead by number", () => {
    const made = mail(
      "[One](https://dealer.test/a?x=1&y=2) [Two](https://dealer.test/b) [One](https://dealer.test/a?x=1&y=2)",
    );
    expect(made.links).toEqual(["https://dealer.test/a?x=1&y=2", "https://dealer.test/b"]);
    const hrefs = [...made.html.matchAll(/href="https:\/\/score\.example\/m\/([^"]+)"/g)].map(
      ([, token = ""]) => readMailToken(token),
    );
    expect(hrefs).toEqual([
      { kind: "click", link: 0, workspaceId: 7, publicId },
      { kind: "click", link: 1, workspaceId: 7, publicId },
      { kind: "click", link: 0, workspaceId: 7, publicId },
      { kind: "unsubscribe", workspaceId: 7, publicId },
    ]);
    expect(made.text).toContain("One (https://dealer.test/a?x=1&y=2)");
  });

  it("says how to unsubscribe in headers, text and HTML", () => {
    const made = mail("Hello. [Stop]({{ unsubscribe_url }})");
    const stop = `https://score.example/m/${mailToken({ kind: "unsubscribe", workspaceId: 7, publicId })}`;
    expect(made.headers).toEqual({
      "List-Unsubscribe": `<${stop}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    expect(made.text).toContain(stop);
    expect(made.html.split(`href="${stop}"`)).toHaveLength(3);
    expect(made.html).toContain("Cars &#38; Co");
  });
});

describe("the token of a link", () => {
  it("is refused where a letter of it is changed", () => {
    const token = mailToken({ kind: "click", link: 3, workspaceId: 7, publicId });
    expect(readMailToken(token)).toEqual({ kind: "click", link: 3, workspaceId: 7, publicId });
    for (const at of [0, 2, token.indexOf("c3") + 1, token.length - 1]) {
      const other = token[at] === "4" ? "5" : "4";
      expect(readMailToken(token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
    }
    for (const bad of ["", "x", "7", `${token}x`, "../../etc", "%00", "1-1-o-1"])
      expect(readMailToken(bad)).toBeNull();
  });
});
