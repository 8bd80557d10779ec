import type { Context } from "#lib/context.ts";
import { createImport } from "#lib/imports/create-import.ts";
import { mappingSchema } from "#lib/imports/mapping.ts";
import { makeLeads } from "./leads.ts";

const ATTRIBUTES = ["name", "company", "title", "country", "employees", "industry", "lead_source"];
const SEED = 3;
const LINES_A_PIECE = 500;

/** Column names of the file; `notes` only where it has some. */
export const csvHeader = (notes: number) => [
  "email",
  "user_id",
  ...ATTRIBUTES,
  ...(notes > 0 ? ["notes"] : []),
];

/** A CSV file of leads, piece by piece. `notes`: characters of a column of padding, which makes rows long. */
export function* csvOf(rows: number, notes: number): Generator<Buffer> {
  const padding =
    notes > 0 ? `,"${"A note, with a comma. ".repeat(Math.ceil(notes / 22)).slice(0, notes)}"` : "";
  let lines = [csvHeader(notes).join(",")];
  for (const { email, externalId, attributes } of makeLeads(rows, SEED)) {
    const cells = [email, externalId, ...ATTRIBUTES.map((key) => attributes[key])];
    lines.push(cells.join(",") + padding);
    if (lines.length < LINES_A_PIECE) continue;
    yield Buffer.from(`${lines.join("\n")}\n`);
    lines = [];
  }
  if (lines.length > 0) yield Buffer.from(`${lines.join("\n")}\n`);
}

async function* asStream(pieces: Iterable<Buffer>): AsyncGenerator<Buffer> {
  yield* pieces;
}

/** Stores such a file as a new import, its mapping given, and returns its id. */
export async function uploadCsv(ctx: Context, rows: number, notes: number): Promise<number> {
  const targets = csvHeader(notes).map((name) => [
    name,
    name === "notes" ? "ignore" : ATTRIBUTES.includes(name) ? `attribute:${name}` : name,
  ]);
  const mapping = mappingSchema.parse({ columns: Object.fromEntries(targets) });
  return createImport(ctx, "leads.csv", asStream(csvOf(rows, notes)), async () => ({
    kind: "leads",
    mapping,
  }));
}
