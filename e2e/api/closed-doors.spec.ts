import { OPERATIONS } from "../../lib/openapi/operations.ts";
import { expect, test } from "../fixtures.ts";
import { anyPath, signedInPages } from "../pages.ts";
import { serveWithoutProxy } from "../without-proxy.ts";

/** Ways in which requests have got past a middleware before (CVE-2025-29927, CVE-2026-44575) or carry no credential. */
const DISGUISES: { name: string; headers: Record<string, string>; suffix?: string }[] = [
  { name: "plainly", headers: {} },
  {
    name: "as a middleware's own sub-request",
    headers: { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
  },
  { name: "as a page of data", headers: { rsc: "1" } },
  {
    name: "as a prefetch",
    headers: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
  },
  { name: "by its .rsc file", headers: {}, suffix: ".rsc" },
  { name: "with a forged session", headers: { cookie: "hotsheet-session=eyJhbGciOiJkaXIifQ..a.b.c" } },
  {
    name: "with the path the proxy notes",
    headers: { "x-hotsheet-path": "//evil.example", "x-forwarded-host": "evil.example" },
  },
];

/** What only a page for a member holds: the menu in its HTML, or the member's role in its page of data. */
const holdsTheApp = (text: string): boolean =>
  text.includes(`href="/settings"`) || /"role\\?":\\?"(admin|marketer|sales|manager)\\?"/.test(text);

async function expectPageClosed(
  url: string,
  page: string,
  disguise: (typeof DISGUISES)[number],
): Promise<void> {
  const { name, headers, suffix } = disguise;
  const answer = await fetch(`${url}${page}${suffix ?? ""}`, { headers, redirect: "manual" });
  const text = await answer.text();
  const told = `${page} asked for ${name}: ${answer.status}`;
  // A page may answer with a redirect of its own in the stream; what it must not hold is the app.
  expect(holdsTheApp(text), told).toBe(false);
  if (answer.status === 200) expect(text, told).toContain("NEXT_REDIRECT");
  else expect([303, 307, 308, 401, 403, 404], told).toContain(answer.status);
  const location = answer.headers.get("location") ?? "";
  expect(
    location === "" || location.startsWith("/") || location.startsWith(`${url}/`),
    `${told} → ${location}`,
  ).toBe(true);
  expect(location.startsWith("//"), told).toBe(false);
}

async function expectClosed(url: string): Promise<void> {
  for (const page of signedInPages().map(anyPath)) {
    await Promise.all(DISGUISES.map((disguise) => expectPageClosed(url, page, disguise)));
  }
  for (const operation of OPERATIONS) {
    const method = operation.method.toUpperCase();
    const path = operation.path.replaceAll(/\{[^}]+\}/g, "1");
    const ask = async ({ name, headers }: (typeof DISGUISES)[number]) => {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers,
        // Next answers a request for a page of data with a redirect to itself first.
        redirect: "follow",
        body: method === "GET" ? undefined : "{}",
      });
      expect(answer.status, `${method} ${path} asked for ${name}`).toBe(401);
    };
    await Promise.all(DISGUISES.map(ask));
  }
}

test("the check knows a page when it sees one: a member gets it as HTML and as data", async ({ team }) => {
  const { request } = await team.page("admin");
  // Pages of one lead, sheet or import need one that exists.
  for (const page of signedInPages().filter((path) => !path.includes("["))) {
    for (const name of ["plainly", "as a page of data"]) {
      const headers = DISGUISES.find((one) => one.name === name)?.headers;
      const answer = await request.get(page, { headers });
      const told = `${page} asked for ${name}`;
      expect(answer.status(), told).toBe(200);
      expect(holdsTheApp(await answer.text()), told).toBe(true);
    }
  }
});

/** Whether proxy.ts answers: it alone gives pages a nonce. */
const hasProxy = async (url: string) =>
  (await fetch(`${url}/sign-in`)).headers.get("content-security-policy")?.includes("nonce-") ?? false;

test("whoever is not signed in gets no page and no data", async ({ baseURL }) => {
  expect(await hasProxy(baseURL ?? "")).toBe(true);
  await expectClosed(baseURL ?? "");
});

test("a build without its proxy denies all that it should", async () => {
  const server = await serveWithoutProxy();
  try {
    expect(await hasProxy(server.url)).toBe(false);
    await expectClosed(server.url);
  } finally {
    await server.stop();
  }
});
