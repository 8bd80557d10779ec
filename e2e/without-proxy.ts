import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Served, serve } from "./serve.ts";

const MANIFEST = "server/functions-config-manifest.json";
/** The name under which a build lists proxy.ts. */
const PROXY = "/_middleware";

/**
 * Serves a copy of the build from which proxy.ts has been taken out, as if somebody had deleted it.
 * @throws where the build does not list a proxy: then nothing would have been taken out.
 */
export async function serveWithoutProxy(): Promise<Served> {
  const built = process.env.NEXT_DIST_DIR ?? ".next";
  const copy = ".next-without-proxy";
  rmSync(copy, { recursive: true, force: true });
  cpSync(built, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => path.relative(built, source) !== "cache",
  });
  const manifest = path.join(copy, MANIFEST);
  const { functions, ...rest } = JSON.parse(readFileSync(manifest, "utf8"));
  if (!(PROXY in functions)) throw new Error(`the build lists no proxy in ${MANIFEST}`);
  const { [PROXY]: _, ...others } = functions;
  writeFileSync(manifest, JSON.stringify({ ...rest, functions: others }));
  return serve({ NODE_ENV: "production", NEXT_DIST_DIR: copy });
}
