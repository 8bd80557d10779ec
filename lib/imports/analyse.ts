import { Readable } from "node:stream";
import { columnNames } from "./columns.ts";
import { guessOrder, looksLikeDate, readDate } from "./dates.ts";
import type { Encoding } from "./encodings.ts";
import { guessTargets, hasDecimalComma, isUsualMarker } from "./guess.ts";
import { ImportError } from "./import-error.ts";
import type { ImportKind } from "./kinds.ts";
import { SAMPLE_BYTES, SAMPLE_ROWS } from "./limits.ts";
import { DELIMITERS, type Delimiter, type Mapping } from "./mapping.ts";
import { type FileRow, type Format, readRows, unpacked } from "./rows.ts";
import type { Analysis, ColumnAnalysis } from "./schemas.ts";
import { decode, sniffDelimiter, sniffEncoding } from "./sniff.ts";

export type Sample = { format: Format; columns: string[]; rows: FileRow[] };
type Choices = Pick<Mapping, "encoding" | "delimiter" | "header">;

const MAX_SAMPLES = 4;
const MAX_VALUES = 50;

async function head(source: AsyncIterable<Uint8Array>): Promise<{ bytes: Buffer; cut: boolean }> {
  const stream = await unpacked(source, Number.MAX_SAFE_INTEGER);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of stream as AsyncIterable<Buffer>) {
      parts.push(part);
      size += part.length;
      if (size > SAMPLE_BYTES) return { bytes: Buffer.concat(parts).subarray(0, SAMPLE_BYTES), cut: true };
    }
  } catch (error) {
    if (size === 0)
      throw error instanceof ImportError
        ? error
        : new ImportError("damaged_archive", "The gzip archive is damaged");
  }
  return { bytes: Buffer.concat(parts), cut: false };
}

function delimiterOf(text: string, choice: Choices["delimiter"]): Delimiter {
  if (choice !== "auto") return choice;
  const declared = /^sep=(.)\r?\n/i.exec(text)?.[1];
  return DELIMITERS.find((delimiter) => delimiter === declared) ?? sniffDelimiter(text);
}

/**
 * Reads the beginning of a file: format, column names and up to SAMPLE_ROWS data rows.
 * @throws ImportError where it is no CSV or has no data row
 */
export async function takeSample(source: AsyncIterable<Uint8Array>, choices: Choices): Promise<Sample> {
  const { bytes, cut } = await head(source);
  const encoding: Encoding = choices.encoding === "auto" ? sniffEncoding(bytes) : choices.encoding;
  const delimiter = delimiterOf(decode(bytes, encoding), choices.delimiter);
  const format = { encoding, delimiter };
  const rows: FileRow[] = [];
  let complete = false;
  try {
    for await (const row of readRows(Readable.from([bytes], { objectMode: false }), format)) {
      rows.push(row);
      if (rows.length > SAMPLE_ROWS + 1) break;
    }
    complete = true;
  } catch (error) {
    // The sample may end inside a quoted cell; the rows before it are good.
    if (!(error instanceof ImportError) || rows.length === 0) throw error;
  }
  if (cut && complete && rows.length <= SAMPLE_ROWS + 1 && rows.length > 2) rows.pop();
  const first = rows[0];
  if (!first || (choices.header && rows.length < 2))
    throw new ImportError("no_rows", "The file has no data rows");
  const columns = columnNames(first.cells, choices.header);
  return { format, columns, rows: (choices.header ? rows.slice(1) : rows).slice(0, SAMPLE_ROWS) };
}

function analyseColumn(sample: Sample, index: number, zone: string): Omit<ColumnAnalysis, "guess"> {
  const counts = new Map<string, number>();
  let filled = 0;
  for (const { cells } of sample.rows) {
    const cell = (cells[index] ?? "").trim().slice(0, 200);
    if (cell === "") continue;
    filled++;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const real = [...counts.keys()].filter((value) => !isUsualMarker(value));
  const datelike = real.length > 0 && real.every(looksLikeDate);
  return {
    name: sample.columns[index] ?? "",
    filled,
    samples: real.slice(0, MAX_SAMPLES),
    distinct: counts.size,
    values:
      counts.size > MAX_VALUES
        ? []
        : [...counts].sort((a, b) => b[1] - a[1]).map(([value, rows]) => ({ value, rows })),
    dates: datelike
      ? {
          order: guessOrder(real),
          samples: telling(real).map((text) => ({
            text,
            iso: instantOf(text, "iso", zone),
            dmy: instantOf(text, "dmy", zone),
            mdy: instantOf(text, "mdy", zone),
          })),
        }
      : null,
  };
}

/** Dates that can be read in one order only come first: they show whether the order is right. */
function telling(texts: string[]): string[] {
  const sure = texts.filter((text) => guessOrder([text]) !== "ambiguous");
  return [...new Set([...sure.slice(0, MAX_SAMPLES - 1), ...texts])].slice(0, MAX_SAMPLES);
}

function instantOf(text: string, order: "iso" | "dmy" | "mdy", zone: string): string | null {
  const read = readDate(text, order, zone);
  return typeof read === "string" ? null : read.instant.toISOString();
}

function markersOf(sample: Sample): { value: string; cells: number }[] {
  const counts = new Map<string, number>();
  for (const { cells } of sample.rows) {
    for (const cell of cells) {
      const value = cell.trim();
      if (value !== "" && value.length <= 30 && isUsualMarker(value))
        counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value, cells]) => ({ value, cells }));
}

/** What the wizard shows of a file before anything is decided: columns with samples, guesses, markers, dates. */
export function analyse(kind: ImportKind, sample: Sample, zone: string): Omit<Analysis, "earlier"> {
  const columns = sample.columns.map((_, index) => analyseColumn(sample, index, zone));
  const guesses = guessTargets(kind, columns);
  return {
    encoding: sample.format.encoding,
    delimiter: sample.format.delimiter,
    time_zone: zone,
    rows_sampled: sample.rows.length,
    decimal: columns.some(({ samples }) => samples.some(hasDecimalComma)) ? "," : ".",
    missing: markersOf(sample),
    columns: columns.map((column, n) => ({ ...column, guess: guesses[n] ?? { to: "ignore", type: "auto" } })),
  };
}
