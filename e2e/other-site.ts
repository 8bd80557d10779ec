import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type OtherSite = { url: string; stop(): Promise<void> };

/** A static website of another origin, under a Content-Security-Policy that lets only Hotsheet's scripts, calls and frames in. */
export async function serveOtherSite(pages: Record<string, string>, hotsheet: string): Promise<OtherSite> {
  const server = createServer(({ url = "/" }, answer) => {
    const body = pages[url.split("?")[0] ?? ""];
    answer.writeHead(body === undefined ? 404 : 200, {
      "content-type": url.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8",
      "content-security-policy": `default-src 'self'; style-src 'unsafe-inline'; script-src 'self' ${hotsheet}; connect-src ${hotsheet}; frame-src ${hotsheet}`,
    });
    answer.end(body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What the sources page gives, in a file of its own as a strict policy wants it, and a page around it. */
export function trackedPage(
  hotsheet: string,
  writeKey: string,
  options: { consent?: "on" | "wait"; body?: string },
): string {
  return `<!doctype html><html lang="en"><head><title>Pricing</title><script src="/calls.js"></script>
    <script async src="${hotsheet}/t.js" data-write-key="${writeKey}" data-consent="${options.consent ?? "on"}"></script></head>
    <body>${options.body ?? "<h1>Hello</h1>"}</body></html>`;
}
