import { Readable, Transform } from "node:stream";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import iconv from "iconv-lite";
import type { Encoding } from "./encodings.ts";
import { ImportError } from "./import-error.ts";
import { MAX_RECORD_BYTES } from "./limits.ts";
import type { Delimiter } from "./mapping.ts";
import { sniffContainer } from "./sniff.ts";

export type Format = { encoding: Encoding; delimiter: Delimiter };
/** `line` is where the row starts in the file, the first line being 1; `bytes` is its size as text. */
export type FileRow = { line: number; cells: string[]; bytes: number };

type Parsed = { record: string[]; info: { bytes: number; empty_lines: number } };

const LINE_BREAK = /\r\n|\n|\r/g;
const breaksIn = (cells: string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.match(LINE_BREAK)?.length ?? 0), 0);

function limited(maxBytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > maxBytes) done(new ImportError("too_large", `The file unpacks to more than ${maxBytes} bytes`));
      else done(null, chunk);
    },
  });
}

async function peek(source: AsyncIterator<Uint8Array>): Promise<{ first: Uint8Array; all: AsyncGenerator<Uint8Array> }> {
  const { value, done } = await source.next();
  const first: Uint8Array = done ? new Uint8Array() : value;
  async function* all() {
    yield first;
    for (;;) {
      const next = await source.next();
      if (next.done) return;
      yield next.value;
    }
  }
  return { first, all: all() };
}

/**
 * The file's bytes, unpacked where it is a gzip archive. Memory stays constant.
 * @throws ImportError for workbooks, damaged archives and archives that unpack to more than `maxBytes`.
 */
export async function unpacked(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Readable> {
  const { first, all } = await peek(source[Symbol.asyncIterator]());
  const container = sniffContainer(first);
  if (container === "workbook") {
    throw new ImportError("workbook", "This is a spreadsheet file; save it as CSV and import that");
  }
  if (container === "binary") throw new ImportError("binary", "This is not a text file");
  const bytes = Readable.from(all, { objectMode: false });
  if (container === "plain") return bytes;
  return piped(bytes, createGunzip(), limited(maxBytes));
}

/** `pipe` that also hands on errors and, when the end is abandoned, closes what feeds it. */
function piped(source: Readable, ...stages: Transform[]): Readable {
  return stages.reduce<Readable>((from, to) => {
    from.on("error", (error) => to.destroy(error));
    to.on("close", () => from.destroy());
    return from.pipe(to);
  }, source);
}

function explained(error: unknown, line: number): unknown {
  const code = (error as { code?: unknown }).code;
  if (code === "CSV_MAX_RECORD_SIZE") {
    const message = `The row is longer than ${MAX_RECORD_BYTES} bytes: is a quotation mark left open?`;
    return new ImportError("record_too_long", message, line);
  }
  if (code === "CSV_QUOTE_NOT_CLOSED") {
    return new ImportError("quote_not_closed", "A quotation mark is opened here and never closed", line);
  }
  if (typeof code === "string" && (code.startsWith("Z_") || code === "ERR_STREAM_PREMATURE_CLOSE")) {
    return new ImportError("damaged_archive", "The gzip archive is damaged or cut off", null);
  }
  return error;
}

/**
 * Reads `bytes` as CSV, row by row, whatever mixture of line ends it has; a first line `sep=;` and blank
 * lines are passed over. Memory stays constant: a row longer than MAX_RECORD_BYTES ends it.
 * @throws ImportError with the line where reading stopped; rows before it have been yielded.
 */
export async function* readRows(bytes: Readable, format: Format): AsyncGenerator<FileRow> {
  const parser = parse({
    bom: true,
    delimiter: format.delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_BYTES,
  });
  const decoded =
    format.encoding === "utf-8"
      ? bytes
      : piped(
          bytes,
          iconv.decodeStream(format.encoding) as unknown as Transform,
          iconv.encodeStream("utf-8") as unknown as Transform,
        );
  decoded.on("error", (error) => parser.destroy(error));
  parser.on("close", () => decoded.destroy());
  decoded.pipe(parser);
  let next = 1;
  let blank = 0;
  let consumed = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const line = next + info.empty_lines - blank;
      next = line + 1 + breaksIn(record);
      blank = info.empty_lines;
      const row = { line, cells: record, bytes: info.bytes - consumed };
      consumed = info.bytes;
      if (line === 1 && /^sep=.?$/i.test(record.join(format.delimiter))) continue;
      if (record.every((cell) => cell.trim() === "")) continue;
      yield row;
    }
  } catch (error) {
    throw explained(error, next);
  } finally {
    parser.destroy();
  }
}
