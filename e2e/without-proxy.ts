import { cpSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { exitOf, spawnNext } from "../lib/runtime/next-process.ts";
import { type Served, serve } from "./serve.ts";

const COPIED = [
  ...["app", "components", "lib", "db", "drizzle", "messages", "public"],
  ...["instrumentation.ts", "next.config.ts", "package.json", "tsconfig.json", "tailwind.config.ts"],
  "postcss.config.mjs",
];

/** Builds and serves a copy of the app that lacks proxy.ts, as if somebody had deleted it. */
export async function serveWithoutProxy(): Promise<Served> {
  const folder = path.resolve(".next-without-proxy");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const name of COPIED) cpSync(name, path.join(folder, name), { recursive: true });
  symlinkSync("../node_modules", path.join(folder, "node_modules")); // for files that are named by their path
  const own = { NODE_ENV: "production", NEXT_DIST_DIR: ".next" };
  if ((await exitOf(spawnNext(["build", folder], own))) !== 0)
    throw new Error("the build without proxy.ts failed");
  const served = await serve(own, folder);
  return {
    ...served,
    async stop() {
      await served.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
