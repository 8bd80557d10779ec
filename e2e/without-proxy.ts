import type { ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { freePort } from "../db/embedded/ports.ts";
import { exitOf, spawnNext } from "../lib/runtime/next-process.ts";

const COPIED = [
  ...["app", "components", "lib", "db", "drizzle", "messages", "public"],
  ...[
    "instrumentation.ts",
    "next.config.ts",
    "package.json",
    "tsconfig.json",
    "tailwind.config.ts",
    "postcss.config.mjs",
  ],
];

/** Builds and serves a copy of the app that lacks proxy.ts, as if somebody had deleted it. */
export async function serveWithoutProxy(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = path.resolve(".next-without-proxy");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const name of COPIED) cpSync(name, path.join(folder, name), { recursive: true });
  const production = { NODE_ENV: "production", HOTSHEET_WORKER: "off" };
  symlinkSync("../node_modules", path.join(folder, "node_modules")); // for files that are named by their path
  if ((await exitOf(spawnNext(["build", folder], production))) !== 0)
    throw new Error("the build without proxy.ts failed");
  const port = String(await freePort());
  const url = `http://localhost:${port}`;
  const server: ChildProcess = spawnNext(["start", folder, "--port", port], {
    ...production,
    PORT: port,
    AUTH_URL: url,
  });
  const ended = exitOf(server);
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return { url, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error("the server without proxy.ts was not ready within 30 s");
}
