/** What makes a spreadsheet run a cell, after any leading blanks (OWASP "CSV Injection"). */
const FORMULA = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** A cell that a spreadsheet shows as text and never runs: an apostrophe goes before what would start a formula. */
export const formulaSafe = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** One CSV line of cells, quoted where needed, formula-safe, ended by CR LF (RFC 4180). */
export function csvLine(cells: readonly (string | number | null)[]): string {
  const quoted = cells.map((cell) => {
    const text = typeof cell === "number" ? String(cell) : formulaSafe(cell ?? "");
    return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${quoted.join(",")}\r\n`;
}
