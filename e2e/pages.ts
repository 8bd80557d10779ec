import { globSync } from "node:fs";

/** Paths of all signed-in pages, read from the routes, so that no page is forgotten; `[x]` parts stay as they are. */
export function signedInPages(): string[] {
  return globSync("app/(app)/**/page.tsx")
    .map((file) => file.replace(/^app\/\(app\)/, "").replace(/\/page\.tsx$/, "") || "/")
    .filter((page) => !page.includes("[...")); // the page of paths that do not exist
}

/** The same paths with something in place of each `[part]`. */
export const anyPath = (page: string) => page.replaceAll(/\[[^\]]+\]/g, "1");
