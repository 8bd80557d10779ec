import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { takeSample } from "./analyse.ts";
import { csvLine } from "./formula-safe.ts";
import { ImportError } from "./import-error.ts";
import { MAX_RECORD_BYTES } from "./limits.ts";
import { type FileRow, type Format, readRows, unpacked } from "./rows.ts";
import { bytesOf } from "./testing.ts";

const UTF8: Format = { encoding: "utf-8", delimiter: "," };
const AUTO = { encoding: "auto", delimiter: "auto", header: true } as const;

async function read(content: string | Uint8Array, format = UTF8): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  for await (const row of readRows(await unpacked(bytesOf(content), 1e9), format)) rows.push(row);
  return rows;
}
const failure = async (content: string | Uint8Array): Promise<ImportError> => {
  try {
    await read(content);
  } catch (error) {
    if (error instanceof ImportError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
};

describe("encodings and delimiters are found out", () => {
  const text = 'nombre;ciudad\r\n"Muñoz; José";Málaga\r\nÁlvarez;Cádiz\r\n';
  const cases: [string, Uint8Array][] = [
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${text}`)],
    ["UTF-16 LE with a byte order mark", iconv.encode(text, "utf-16le", { addBOM: true })],
    ["UTF-16 LE without one", iconv.encode(text, "utf-16le")],
    ["UTF-16 BE with a byte order mark", iconv.encode(text, "utf-16be", { addBOM: true })],
    ["Windows-1252", iconv.encode(text, "windows-1252")],
    ["Latin-1", iconv.encode(text, "latin1")],
    ["gzip", gzipSync(text)],
    ["gzip of Windows-1252", gzipSync(iconv.encode(text, "windows-1252"))],
  ];
  it.each(cases)("%s", async (_, bytes) => {
    const sample = await takeSample(bytesOf(bytes), AUTO);
    expect(sample.columns).toEqual(["nombre", "ciudad"]);
    expect(sample.rows.map((row) => row.cells)).toEqual([
      ["Muñoz; José", "Málaga"],
      ["Álvarez", "Cádiz"],
    ]);
  });
  it.each([",", ";", "\t", "|"])("delimiter %j", async (delimiter) => {
    const lines = [
      ["a", "b", "c"],
      ["1", 'x,y;z|w\t"q"', "3"],
      ["4", "5", "6"],
    ];
    const file = lines
      .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter))
      .join("\n");
    const sample = await takeSample(bytesOf(file), AUTO);
    expect(sample.format.delimiter).toBe(delimiter);
    expect(sample.rows.map((row) => row.cells)).toEqual(lines.slice(1));
  });
  it("believes the line sep=; that spreadsheets write", async () => {
    const sample = await takeSample(bytesOf("sep=;\na;b\n1,5;2\n"), AUTO);
    expect(sample.columns).toEqual(["a", "b"]);
    expect(sample.rows[0]).toMatchObject({ line: 3, cells: ["1,5", "2"] });
  });
  it("names columns that repeat or are blank", async () => {
    const sample = await takeSample(bytesOf("Email,,Email,__proto__\n1,2,3,4\n"), AUTO);
    expect(sample.columns).toEqual(["Email", "Column 2", "Email (2)", "Column 4"]);
  });
});

describe("rows", () => {
  it("carry the line they start on, across quoted newlines, blank lines and mixed line ends", async () => {
    const rows = await read('a,b\r\n1,2\n\n"x\r\ny",3\r4,"un"closed\r\n   ,\n5,6');
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, "a", "b"],
      [2, "1", "2"],
      [4, "x\r\ny", "3"],
      [6, "4", '"un"closed'],
      [8, "5", "6"],
    ]);
  });
  it("are the same however the bytes are cut into pieces", async () => {
    const cell = fc.stringMatching(/^[a-zñ€"',;\r\n ]{0,6}$/);
    const file = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 7 }), async (cells, size) => {
        const text = cells
          .map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(","))
          .join("\r\n");
        const bytes = Buffer.from(text);
        async function* pieces() {
          for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
        }
        const whole = await read(text);
        const cut: FileRow[] = [];
        for await (const row of readRows(await unpacked(pieces(), 1e9), UTF8)) cut.push(row);
        expect(cut).toEqual(whole);
        expect(whole.map((row) => row.cells)).toEqual(
          cells.filter((row) => row.some((c) => c.trim() !== "")),
        );
      }),
      { numRuns: 200 },
    );
  });
  it("round-trip through our own CSV writer", async () => {
    const cells = ["plain", 'quo"te', "two\nlines", " blanks ", "semi;colon", "ñ"];
    expect((await read(csvLine(cells)))[0]?.cells).toEqual(cells);
  });
});

describe("files that cannot be read on are refused with the line", () => {
  it("a quotation mark that is never closed", async () => {
    expect(await failure('a,b\n1,2\n"open,3\n4,5\n')).toMatchObject({ code: "quote_not_closed", line: 3 });
  });
  it("a row that never ends, without keeping it in memory", async () => {
    const before = process.memoryUsage().rss;
    async function* endless() {
      yield Buffer.from("a,b\n1,2\n");
      const block = Buffer.alloc(1024 * 1024, "x");
      for (let i = 0; i < 1024; i++) yield block;
    }
    const rows: FileRow[] = [];
    await expect(async () => {
      for await (const row of readRows(await unpacked(endless(), 1e12), UTF8)) rows.push(row);
    }).rejects.toMatchObject({ code: "record_too_long", line: 3 });
    expect(rows).toHaveLength(2);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MAX_RECORD_BYTES);
  });
  it("a gzip archive that is cut off or damaged", async () => {
    const archive = gzipSync("a,b\n".repeat(10_000));
    expect(await failure(archive.subarray(0, archive.length - 20))).toMatchObject({
      code: "damaged_archive",
    });
    const damaged = Buffer.from(archive);
    damaged.fill(0xff, 20, 40);
    expect(await failure(damaged)).toMatchObject({ code: "damaged_archive" });
  });
  it("a gzip bomb", async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000, "a,b\n"));
    const reading = async () => {
      for await (const _ of readRows(await unpacked(bytesOf(bomb), 1_000_000), UTF8));
    };
    await expect(reading).rejects.toMatchObject({ code: "too_large" });
  });
  it("a spreadsheet", async () => {
    expect(await failure(Buffer.from("PK\u0003\u0004 xl/workbook.xml"))).toMatchObject({ code: "workbook" });
  });
  it("a database that goes away while reading", async () => {
    async function* broken() {
      yield Buffer.from("a,b\n1,2\n");
      throw new Error("connection lost");
    }
    const reading = async () => {
      for await (const _ of readRows(Readable.from(broken(), { objectMode: false }), UTF8));
    };
    await expect(reading).rejects.toThrow("connection lost");
  });
  it("a file without data rows", async () => {
    await expect(takeSample(bytesOf("a,b\n"), AUTO)).rejects.toMatchObject({ code: "no_rows" });
    await expect(takeSample(bytesOf("\n\n"), AUTO)).rejects.toMatchObject({ code: "no_rows" });
  });
});
