import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { aptInstall, runOnStderr, which } from "./apt-install.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
/** A bare machine has no font at all, and then every text in a screenshot has no width. */
const DEBIAN_PACKAGES = ["chromium", "fonts-liberation"];
const PLAYWRIGHT_CLI = createRequire(import.meta.url).resolve("@playwright/test/cli");

/** Ubuntu's chromium-browser is a stub that only asks for snap: being executable is not enough. */
function answers(browser: string): boolean {
  return spawnSync(browser, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}

function onPath(): string | undefined {
  return NAMES.map(which).find((file) => file !== undefined && answers(file));
}

function playwrightsOwn(): string | undefined {
  const file = chromium.executablePath();
  return existsSync(file) && answers(file) ? file : undefined;
}

/**
 * Path of a Chromium for the browser tests: CHROMIUM_PATH, one on PATH, Playwright's own; else installs
 * Debian's (as root), else Playwright's. Throws when none can be had, or CHROMIUM_PATH does not run.
 */
export async function findBrowser(): Promise<string> {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (answers(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, which does not run: correct it or unset it.`);
  }
  const found = onPath() ?? playwrightsOwn();
  if (found) return found;

  console.error(`No Chromium found. Installing ${DEBIAN_PACKAGES.join(" and ")} by apt-get.`);
  const debians = aptInstall(DEBIAN_PACKAGES) ? onPath() : undefined;
  if (debians) return debians;

  console.error("apt-get could not provide one. Trying Playwright's download.");
  const withSystemLibraries = process.getuid?.() === 0 && which("apt-get") ? ["--with-deps"] : [];
  runOnStderr(process.execPath, [PLAYWRIGHT_CLI, "install", ...withSystemLibraries, "chromium"]);
  const downloaded = playwrightsOwn();
  if (downloaded) return downloaded;

  throw new Error(
    "No Chromium could be found or installed: install one and set CHROMIUM_PATH to its program.",
  );
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  console.log(await findBrowser());
}
