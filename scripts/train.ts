import { createReadStream } from "node:fs";
import { parseArgs } from "node:util";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import { train } from "../lib/models/train.ts";

const USAGE = `npm run train -- FILE.csv[.gz] --outcome COLUMN [--yes VALUE] [--drop A,B] [--missing Select,unknown]
  [--delimiter ";"] [--keep A,B] [--forward] [--shuffle-outcome SEED]

Trains a predictive score on a CSV file, as the product does, and prints how good it is on rows that it was not trained on.
Fields that give the outcome away are found and left out; --keep uses one all the same. Rows are taken as undated and checked
in five folds; with --forward as sorted by time. --shuffle-outcome deals the outcomes out at random: nothing can be learnt.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    outcome: { type: "string" },
    yes: { type: "string", default: "1" },
    drop: { type: "string", default: "" },
    missing: { type: "string", default: "" },
    keep: { type: "string", default: "" },
    delimiter: { type: "string", default: "," },
    forward: { type: "boolean", default: false },
    "shuffle-outcome": { type: "string" },
  },
});
const [file] = positionals;
const { outcome } = values;
if (!file || !outcome) {
  console.error(USAGE);
  process.exit(2);
}

const list = (text: string) => text.split(",").filter((item) => item !== "");
const missing = new Set(list(values.missing));
const dropped = new Set(list(values.drop));

async function read(from: string, column: string) {
  const parser = parse({
    columns: true,
    delimiter: values.delimiter,
    bom: true,
    skip_empty_lines: true,
    record_delimiter: ["\r\n", "\n", "\r"],
  });
  const raw = createReadStream(from);
  const rows = (from.endsWith(".gz") ? raw.pipe(createGunzip()) : raw).pipe(parser);
  const attributes: Record<string, unknown>[] = [];
  const labels: number[] = [];
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    if (!Object.hasOwn(row, column)) throw new Error(`The file has no column "${column}".`);
    labels.push(row[column] === values.yes ? 1 : 0);
    const kept = Object.entries(row).filter(
      ([name, value]) => name !== column && !dropped.has(name) && value !== "" && !missing.has(value),
    );
    attributes.push(Object.fromEntries(kept));
  }
  return { attributes, y: Uint8Array.from(labels) };
}

/** Deals the outcomes out anew: Fisher and Yates with a linear congruential generator. */
function shuffle(y: Uint8Array, seed: number): void {
  let state = seed >>> 0;
  for (let i = y.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [y[i], y[j]] = [y[j] as number, y[i] as number];
  }
}

const { attributes, y } = await read(file, outcome);
const seed = values["shuffle-outcome"];
if (seed !== undefined) shuffle(y, Number(seed));
const started = performance.now();
const learnt = train({
  attributes,
  y,
  overruled: new Set(list(values.keep)),
  method: values.forward ? "forward" : "folds",
  trainedAt: new Date().toISOString(),
});
const three = (value: number) => value.toFixed(3);
console.log(`${learnt.n} rows, ${learnt.converted} converted: ${learnt.outcome.replaceAll("_", " ")}`);
for (const { field, reasons, signal, overruled } of learnt.leaks) {
  const why = `${reasons.join(", ")}; alone it reaches AUC ${three(signal.auc)}`;
  console.log(
    `${overruled ? "kept although it looks like a leak" : "left out as a leak"}: ${field} (${why})`,
  );
}
for (const { field, reason } of learnt.unused) console.log(`not used: ${field} (${reason})`);
for (const { kind, auc, top_tenth, calibration } of learnt.comparison?.candidates ?? []) {
  const chosen = kind === learnt.comparison?.best && learnt.model ? " ← kept" : "";
  console.log(
    `${kind.padEnd(8)}  AUC ${three(auc.auc)} (${three(auc.low)} to ${three(auc.high)})  ` +
      `top tenth ${three(top_tenth?.precision ?? 0)}  Brier ${three(calibration.brier ?? 0)}${chosen}`,
  );
}
console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
