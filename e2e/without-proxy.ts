import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { ensureBuild } from "../lib/runtime/build.ts";
import { type Served, serve } from "./serve.ts";

const COPIED = [
  ...["app", "components", "lib", "db", "drizzle", "messages", "public"],
  ...["instrumentation.ts", "next.config.ts", "package.json", "tsconfig.json", "tailwind.config.ts"],
  "postcss.config.mjs",
];

/**
 * Builds and serves a copy of the app that lacks proxy.ts, as if somebody had deleted it. The copy's build is kept and
 * used again while no source is newer.
 */
export async function serveWithoutProxy(): Promise<Served> {
  const folder = path.resolve(".next-without-proxy");
  mkdirSync(folder, { recursive: true });
  for (const name of COPIED) {
    const copy = path.join(folder, name);
    rmSync(copy, { recursive: true, force: true });
    cpSync(name, copy, { recursive: true, preserveTimestamps: true });
  }
  const modules = path.join(folder, "node_modules");
  // For files that are named by their path.
  if (!existsSync(modules)) symlinkSync("../node_modules", modules);
  await ensureBuild(folder, ".next");
  return serve({ NODE_ENV: "production", NEXT_DIST_DIR: ".next" }, folder);
}
