import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
const packageOf = (file: string, depth: number) =>
  path.resolve(path.dirname(require.resolve(file)), ...Array(depth).fill(".."));

/** The files of the two SDKs for browsers as their packages have them. */
const SCRIPTS: Record<string, string> = {
  "/segment.js": path.join(packageOf("@segment/analytics-next", 2), "dist/umd/index.js"),
  "/rudder.js": path.join(packageOf("@rudderstack/analytics-js", 4), "dist/npm/modern/bundled/umd/index.js"),
};

export type Site = { url: string; stop(): Promise<void> };

/** A website of another origin than Hotsheet's, whose pages load an SDK: /segment and /rudder. */
export async function openSite(): Promise<Site> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site");
    const script = SCRIPTS[pathname];
    response.setHeader("content-type", script ? "text/javascript" : "text/html");
    if (script) response.end(await readFile(script));
    else
      response.end(`<!doctype html><title>Shop</title><script src="/${pathname.split("/")[1]}.js"></script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
