import { stringify } from "csv-stringify/browser/esm/sync";

export type CsvCell = string | number | null;

/**
 * Text that a spreadsheet would run as a formula gets a leading apostrophe (OWASP, CSV injection), also
 * behind white space and in full-width form. Numbers stay numbers.
 */
export function safeCell(cell: CsvCell): CsvCell {
  return typeof cell === "string" && /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u.test(cell) ? `'${cell}` : cell;
}

/** RFC 4180 text with CRLF line ends and a byte order mark, without which Excel reads no UTF-8. */
export function toCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  const records = [header, ...rows].map((row) => row.map(safeCell));
  return stringify(records, { bom: true, record_delimiter: "windows" });
}

/** Hands the reader a file made in the browser. */
export function downloadCsv(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
