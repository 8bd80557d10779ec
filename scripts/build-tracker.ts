import { writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "vite";

/** Where the app serves the tracker from; committed, so that nobody needs the bundler to run Hotsheet. */
export const TRACKER_FILE = "public/t.js";

/** Where the app serves the script from that shows a form on another site. */
export const EMBED_FILE = "public/f.js";

/** The tracker as one script for browsers of 2020 and later. */
export const buildTracker = (): Promise<string> => buildScript("lib/tracker/tracker.ts", "hotsheetTracker");
/** The script that embeds forms, for the same browsers. */
export const buildEmbed = (): Promise<string> => buildScript("lib/forms/embed.ts", "hotsheetForm");

async function buildScript(entry: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    publicDir: false,
    build: {
      write: false,
      target: "es2020",
      minify: true,
      lib: {
        entry: path.join(import.meta.dirname, "..", entry),
        formats: ["iife"],
        name,
        fileName: () => "made.js",
      },
    },
  });
  const [made] = [built].flat();
  const code = made && "output" in made ? made.output[0].code : undefined;
  if (!code) throw new Error("The bundler made nothing.");
  return code;
}

if (process.argv[1] === import.meta.filename) {
  await writeFile(TRACKER_FILE, await buildTracker());
  await writeFile(EMBED_FILE, await buildEmbed());
}
