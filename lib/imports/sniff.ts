import chardet from "chardet";
import iconv from "iconv-lite";
import type { Encoding } from "./encodings.ts";
import { DELIMITERS, type Delimiter } from "./mapping.ts";

/** What the first bytes say a file is. `workbook` and `unknown` cannot be imported. */
export type Container = "plain" | "gzip" | "workbook" | "binary";

/** Tells gzip and spreadsheet files by their first bytes, never by their names. */
export function sniffContainer(start: Uint8Array): Container {
  if (start[0] === 0x1f && start[1] === 0x8b) return "gzip";
  if (start[0] === 0x50 && start[1] === 0x4b && start[2] === 0x03 && start[3] === 0x04) return "workbook";
  if (start[0] === 0xd0 && start[1] === 0xcf && start[2] === 0x11 && start[3] === 0xe0) return "workbook";
  if (start[0] === 0x25 && start[1] === 0x50 && start[2] === 0x44 && start[3] === 0x46) return "binary";
  return "plain";
}

function isUtf8(sample: Uint8Array): boolean {
  try {
    // A cut at the sample's end is no error in streaming mode.
    new TextDecoder("utf-8", { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Latin text in UTF-16 has a zero in every other byte. */
function utf16(sample: Uint8Array): Encoding | null {
  let even = 0;
  let odd = 0;
  const length = Math.min(sample.length, 4096);
  for (let i = 0; i < length; i++) if (sample[i] === 0) i % 2 === 0 ? even++ : odd++;
  if (odd > length / 5 && even < length / 50) return "utf-16le";
  if (even > length / 5 && odd < length / 50) return "utf-16be";
  return null;
}

/** Encoding of a sample: byte order mark, then zeros, then valid UTF-8, then the statistical guess. */
export function sniffEncoding(sample: Uint8Array): Encoding {
  if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le";
  if (sample[0] === 0xfe && sample[1] === 0xff) return "utf-16be";
  const wide = utf16(sample);
  if (wide) return wide;
  if (isUtf8(sample)) return "utf-8";
  return chardet.detect(sample)?.toLowerCase() === "iso-8859-15" ? "iso-8859-15" : "windows-1252";
}

/** Text of a sample; a byte order mark is dropped. */
export function decode(sample: Uint8Array, encoding: Encoding): string {
  return iconv.decode(Buffer.from(sample), encoding, { stripBOM: true });
}

/** Fields in each of the first records, if `delimiter` were the delimiter; quoted text is passed over. */
function widths(text: string, delimiter: string, records = 50): number[] {
  const found: number[] = [];
  let fields = 1;
  let empty = true;
  let quoted = false;
  for (let i = 0; i < text.length && found.length < records; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '"') quoted = false;
      continue;
    }
    if (c === "\n" || c === "\r") {
      if (!empty) found.push(fields);
      fields = 1;
      empty = true;
    } else {
      if (c === '"') quoted = true;
      else if (c === delimiter) fields++;
      empty = false;
    }
  }
  if (found.length === 0) found.push(fields);
  return found;
}

/** The delimiter that cuts the most records into the same number of fields, more than one; else the comma. */
export function sniffDelimiter(text: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const counts = widths(text, delimiter);
    const first = counts[0] ?? 1;
    const steady = counts.filter((count) => count === first).length / counts.length;
    const score = first < 2 ? 0 : steady * 100 + Math.min(first, 50) / 50;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
