import { writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "vite";

/** Where the app serves the tracker from; committed, so that nobody needs the bundler to run Hotsheet. */
export const TRACKER_FILE = "public/t.js";

/** The tracker as one script for browsers of 2020 and later. */
export async function buildTracker(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    publicDir: false,
    build: {
      write: false,
      target: "es2020",
      minify: true,
      lib: {
        entry: path.join(import.meta.dirname, "../lib/tracker/tracker.ts"),
        formats: ["iife"],
        name: "hotsheetTracker",
        fileName: () => "t.js",
      },
    },
  });
  const [made] = [built].flat();
  const code = made && "output" in made ? made.output[0].code : undefined;
  if (!code) throw new Error("The bundler made nothing.");
  return code;
}

if (process.argv[1] === import.meta.filename) await writeFile(TRACKER_FILE, await buildTracker());
