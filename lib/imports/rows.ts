import { Readable, Transform } from "node:stream";
import { createGunzip } from "node:zlib";
import { type Parser, parse } from "csv-parse";
import iconv from "iconv-lite";
import type { Encoding } from "./encodings.ts";
import { ImportError } from "./import-error.ts";
import { MAX_RECORD_BYTES } from "./limits.ts";
import type { Delimiter } from "./mapping.ts";
import { sniffContainer } from "./sniff.ts";

export type Format = { encoding: Encoding; delimiter: Delimiter };
/** `line` is where the row starts in the file, the first line being 1; `bytes` is its size as text. */
export type FileRow = { line: number; cells: string[]; bytes: number };

type Parsed = { record: string[]; emptyLines: number; bytes: number };

const LINE_BREAK = /\r\n|\n|\r/g;
const breaksIn = (cells: string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.match(LINE_BREAK)?.length ?? 0), 0);

function limited(maxBytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > maxBytes)
        done(new ImportError("too_large", `The file unpacks to more than ${maxBytes} bytes`));
      else done(null, chunk);
    },
  });
}

async function peek(
  source: AsyncIterator<Uint8Array>,
): Promise<{ first: Uint8Array; all: AsyncGenerator<Uint8Array> }> {
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

const ended = (parser: Parser) =>
  new Promise<void>((resolve, reject) => {
    parser.end((error?: Error | null) => (error ? reject(error) : resolve()));
  });
const written = (parser: Parser, chunk: Uint8Array) =>
  new Promise<void>((resolve, reject) => {
    parser.write(chunk, (error) => (error ? reject(error) : resolve()));
  });

/** Bytes as UTF-8 whatever they were; they close with their source. */
function asUtf8(bytes: Readable, encoding: Encoding): Readable {
  if (encoding === "utf-8") return bytes;
  const stages = [iconv.decodeStream(encoding), iconv.encodeStream("utf-8")];
  return piped(bytes, ...(stages as unknown as Transform[]));
}

/** Gives rows their place in the file: line ends inside cells and blank lines count too. */
class Lines {
  next = 1;
  #blank = 0;
  #bytes = 0;

  place({ record, emptyLines, bytes }: Parsed): FileRow {
    const line = this.next + emptyLines - this.#blank;
    const row = { line, cells: record, bytes: bytes - this.#bytes };
    this.next = line + 1 + breaksIn(record);
    this.#blank = emptyLines;
    this.#bytes = bytes;
    return row;
  }

  /** Where the row starts that could not be read. */
  failedAt(error: unknown): number {
    const { empty_lines: emptyLines } = error as { empty_lines?: unknown };
    return this.next + (typeof emptyLines === "number" ? emptyLines - this.#blank : 0);
  }
}

const isRow = ({ line, cells }: FileRow, delimiter: string): boolean =>
  cells.some((cell) => cell.trim() !== "") && !(line === 1 && /^sep=.?$/i.test(cells.join(delimiter)));

/**
 * Reads `bytes` as CSV, row by row, whatever mixture of line ends it has; a first line `sep=;` and blank
 * lines are passed over. Memory stays constant: a row longer than MAX_RECORD_BYTES ends it.
 * @throws ImportError with the line where reading stopped; all rows before it have been yielded.
 */
export async function* readRows(bytes: Readable, format: Format): AsyncGenerator<FileRow> {
  const parsed: Parsed[] = [];
  const lines = new Lines();
  const parser = parse({
    bom: true,
    delimiter: format.delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_BYTES,
    // Collected here, not read from the stream: a stream that fails forgets the rows it has already parsed.
    on_record: (record: string[], { empty_lines, bytes: read }) => {
      parsed.push({ record, emptyLines: empty_lines, bytes: read });
      return null;
    },
  });
  parser.on("error", () => undefined).resume();
  const rows = () =>
    parsed
      .splice(0)
      .map((one) => lines.place(one))
      .filter((row) => isRow(row, format.delimiter));
  const decoded = asUtf8(bytes, format.encoding);
  try {
    for await (const chunk of decoded as AsyncIterable<Buffer>) {
      await written(parser, chunk);
      yield* rows();
    }
    await ended(parser);
    yield* rows();
  } catch (error) {
    yield* rows();
    throw explained(error, lines.failedAt(error));
  } finally {
    parser.destroy();
    decoded.destroy();
  }
}
