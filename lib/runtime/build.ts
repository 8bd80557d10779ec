import { existsSync } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { exitOf, spawnNext } from "./next-process.ts";

const SOURCES = ["app", "components", "lib", "db", "messages", "public"];
const FILES = [
  "next.config.ts",
  "package.json",
  "package-lock.json",
  "proxy.ts",
  "instrumentation.ts",
  "tailwind.config.ts",
];

async function newestSource(): Promise<number> {
  let newest = 0;
  const look = async (file: string) => {
    newest = Math.max(newest, (await stat(file)).mtimeMs);
  };
  for (const folder of SOURCES) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of entries) if (entry.isFile()) await look(path.join(entry.parentPath, entry.name));
  }
  for (const file of FILES) if (existsSync(file)) await look(file);
  return newest;
}

/** Builds the app unless there is a build that is newer than every source. */
export async function ensureBuild(): Promise<void> {
  const distDir = process.env.NEXT_DIST_DIR ?? ".next";
  const marker = path.join(distDir, "BUILD_ID");
  if (existsSync(marker) && (await stat(marker)).mtimeMs >= (await newestSource())) return;
  console.log("Building Hotsheet (once; about half a minute) …");
  // Next adds the types of another folder than .next to tsconfig.json: the checkout is left as it was.
  const config = "tsconfig.json";
  const before = await readFile(config);
  const code = await exitOf(spawnNext(["build"], { NODE_ENV: "production", NEXT_DIST_DIR: distDir }));
  await writeFile(config, before);
  if (code !== 0) throw new Error("The build failed; its messages are above.");
}
