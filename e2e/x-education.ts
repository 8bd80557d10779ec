import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

const mapping = JSON.parse(readFileSync("docs/examples/x-education.mapping.json", "utf8")) as {
  columns: Record<string, unknown>;
};
export const HEADER = Object.keys(mapping.columns);

const FLAGS = new Set(HEADER.slice(HEADER.indexOf("Search"), HEADER.indexOf("Tags")));
const ORIGINS = ["API", "Landing Page Submission", "Lead Add Form"];
const CITIES = ["Mumbai", "Select", "Thane & Outskirts"];

type Row = Partial<Record<string, string>>;

/** A made-up row in the shape of the X Education file. */
function row(n: number, changed: Row = {}): Row {
  const given: Row = {
    "Prospect ID": `made-up-${String(n).padStart(3, "0")}`,
    "Lead Number": String(700_000 + n),
    "Lead Origin": ORIGINS[n % 3],
    "Lead Source": n % 2 === 0 ? "Google" : "Olark Chat",
    "Do Not Email": "No",
    "Do Not Call": "No",
    Converted: String(n % 2),
    TotalVisits: String(n % 7),
    "Total Time Spent on Website": String((n * 37) % 900),
    "Page Views Per Visit": n % 4 === 0 ? "2.5" : "1",
    "Last Activity": "Email Opened",
    Country: "India",
    Specialization: n % 3 === 0 ? "Select" : "Finance Management",
    "How did you hear about X Education": "Select",
    City: CITIES[n % 3],
    ...changed,
  };
  return Object.fromEntries(HEADER.map((name) => [name, given[name] ?? (FLAGS.has(name) ? "No" : "")]));
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const csv = (header: readonly string[], rows: readonly Row[]): Buffer =>
  Buffer.from(
    `${[header, ...rows.map((cells) => header.map((name) => cells[name] ?? ""))]
      .map((line) => line.map(quoted).join(","))
      .join("\n")}\n`,
  );

/** 12 good rows, one of them with a line break in a cell, and 2 bad ones: without an id, and visits in words. */
function madeUpRows(): Row[] {
  const good = Array.from({ length: 12 }, (_, n) => row(n + 1));
  good[4] = row(5, {
    "What matters most to you in choosing a course": 'A better career,\nand "flexible" hours',
  });
  const bad = [row(13, { "Prospect ID": "" }), row(14, { TotalVisits: "many" })];
  return [...good.slice(0, 6), ...bad, ...good.slice(6)];
}

export type CsvFile = { name: string; mimeType: string; buffer: Buffer };

export const madeUpFile = (): CsvFile => ({
  name: "x-education.csv",
  mimeType: "text/csv",
  buffer: csv(HEADER, madeUpRows()),
});

/** Its columns' names and all that stands in its cells. */
export const madeUpTexts = (): Set<string> =>
  new Set([...HEADER, ...madeUpRows().flatMap((cells) => Object.values(cells).map((cell) => cell ?? ""))]);

const real = path.join(process.env.HOTSHEET_REAL_DATA ?? "../shared/data", "x-education-leads.csv.gz");
export const hasRealFile = existsSync(real);

/** The first rows of the real file, as the file writes them. */
export function realSlice(rows: number): CsvFile {
  // None of the first rows has a line break in a cell.
  const lines = gunzipSync(readFileSync(real))
    .toString("utf8")
    .split("\n", rows + 1);
  const buffer = Buffer.from(`${lines.join("\n")}\n`);
  return { name: "x-education-slice.csv", mimeType: "text/csv", buffer };
}
