import { Readable } from "node:stream";
import { takeSample } from "../imports/analyse.ts";
import { guessOrder, type NumericOrder, readDate } from "../imports/dates.ts";
import { hasDecimalComma } from "../imports/guess.ts";
import { type FileRow, readRows, unpacked } from "../imports/rows.ts";
import { readCell } from "../imports/values.ts";
import { sourceKey } from "./figures.ts";
import { type CostRefusal, MAX_AMOUNT, type PutCost, sourceSchema } from "./schemas.ts";

/** Names of columns, folded; English and Spanish, whole names only. */
const WORDS = {
  source: [
    "source",
    "lead source",
    "utm source",
    "channel",
    "platform",
    "fuente",
    "origen",
    "canal",
    "plataforma",
  ],
  month: ["month", "date", "day", "period", "mes", "fecha", "dia", "periodo"],
  amount: [
    "amount",
    "cost",
    "costs",
    "spend",
    "amount spent",
    "importe",
    "coste",
    "costo",
    "gasto",
    "inversion",
  ],
} as const;
type Column = keyof typeof WORDS;
export const COLUMNS = Object.keys(WORDS) as Column[];

export type RefusedCost = { line: number; code: CostRefusal; cell: string };
/** `missing`: columns that the file does not have; nothing was read then. */
export type CostFile = { rows: number; costs: PutCost[]; refusals: RefusedCost[]; missing: Column[] };

const fold = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

type Places = Record<Column, number>;
type Reading = { places: Places; width: number; order: NumericOrder; decimal: "." | ","; zone: string };

/** "2026-03", "03/2026", or a date of any kind, as a month. */
function monthOf(text: string, { order, zone }: Reading): string | "not_a_month" | "ambiguous_date" {
  const named = /^(\d{4})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{1,2})[-/.](\d{4})$/.exec(text);
  if (named) {
    const [year, month] = (named[1] ?? "").length === 4 ? [named[1], named[2]] : [named[2], named[1]];
    const of = Number(month);
    return of >= 1 && of <= 12 ? `${year}-${String(of).padStart(2, "0")}` : "not_a_month";
  }
  const read = readDate(text, order, zone);
  if (read === "ambiguous_date") return read;
  if (read === "not_a_date" || !/^\d{4}-\d\d/.test(read.text)) return "not_a_month";
  return read.text.slice(0, 7);
}

function readRow({ line, cells }: FileRow, reading: Reading): PutCost | RefusedCost {
  const { places, width, decimal, order, zone } = reading;
  // An apostrophe before a formula sign is how our own files mark text.
  const cell = (column: Column) => (cells[places[column]] ?? "").trim().replace(/^'(?=\s*[=+\-@])/, "");
  const refuse = (code: CostRefusal, text = ""): RefusedCost => ({ line, code, cell: text.slice(0, 60) });
  if (cells.slice(width).some((extra) => extra.trim() !== "")) return refuse("too_many_cells");
  const source = cell("source");
  if (source === "") return refuse("missing_source");
  if (!sourceSchema.safeParse(source).success) return refuse("source_too_long", source);
  const month = monthOf(cell("month"), reading);
  if (month === "not_a_month" || month === "ambiguous_date") return refuse(month, cell("month"));
  const reads = { missing: new Set<string>(), order, zone, decimal };
  const amount = readCell(cell("amount"), "number", reads);
  if (!amount.ok || typeof amount.value !== "number" || amount.value > MAX_AMOUNT)
    return refuse("not_a_number", cell("amount"));
  return amount.value < 0 ? refuse("negative", cell("amount")) : { source, month, amount: amount.value };
}

/**
 * Reads costs from a CSV file, gzip too, by the parser that imports leads: encoding, delimiter, decimal sign and the order
 * of dates are found out. Rows of the same source and month are added up, as platforms tell costs by day or campaign.
 * @throws ImportError where it is no CSV or has no data row
 */
export async function readCosts(file: Buffer, zone: string, maxBytes: number): Promise<CostFile> {
  const bytes = () => Readable.from([file], { objectMode: false });
  const choices = { encoding: "auto", delimiter: "auto", header: true } as const;
  const { format, columns } = await takeSample(bytes(), choices);
  const names = columns.map(fold);
  const find = (column: Column) =>
    names.findIndex((name) => (WORDS[column] as readonly string[]).includes(name));
  const places: Places = { source: find("source"), month: find("month"), amount: find("amount") };
  const missing = COLUMNS.filter((column) => places[column] === -1);
  if (missing.length > 0) return { rows: 0, costs: [], refusals: [], missing };
  const rows: FileRow[] = [];
  for await (const row of readRows(await unpacked(bytes(), maxBytes), format)) rows.push(row);
  const data = rows.slice(1);
  const texts = (column: Column) => data.map(({ cells }) => (cells[places[column]] ?? "").trim());
  const guessed = guessOrder(texts("month"));
  const reading: Reading = {
    ...{ places, zone, width: columns.length },
    order: guessed === "dmy" || guessed === "mdy" ? guessed : "iso",
    decimal: texts("amount").some(hasDecimalComma) ? "," : ".",
  };
  const sums = new Map<string, PutCost>();
  const refusals: RefusedCost[] = [];
  for (const row of data) {
    const read = readRow(row, reading);
    if ("code" in read) refusals.push(read);
    else {
      const key = `${sourceKey(read.source)}\n${read.month}`;
      const sum = (sums.get(key)?.amount ?? 0) + read.amount;
      sums.set(key, { ...(sums.get(key) ?? read), amount: sum });
    }
  }
  const cents = (amount: number) => Math.round(amount * 100) / 100;
  const costs = [...sums.values()].map((cost) => ({ ...cost, amount: cents(cost.amount) }));
  return { rows: data.length, costs, refusals, missing: [] };
}
