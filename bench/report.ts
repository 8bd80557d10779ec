import os from "node:os";
import type { Options } from "./options.ts";

/** Bounds that are promised (docs/bench.md) of a figure's value or of its ratio to the floor. */
export type Target = { of: "ratio" | "value"; least: number | null; most: number | null };

/** A measured figure; `target` null: nothing is promised. */
export type Figure = {
  name: string;
  value: number;
  floor: number;
  unit: string;
  target: Target | null;
  /** What the figure was measured on, in a few words. */
  note: string;
};

export const ratioOf = ({ value, floor }: Figure) => value / floor;

/** Processor, cores and memory, in one line. */
export function machine(): string {
  const cpus = os.cpus();
  const model = cpus[0]?.model.trim() || os.arch();
  return `${cpus.length} x ${model}, ${Math.round(os.totalmem() / 1024 ** 3)} GB, ${os.platform()}, Node ${process.versions.node}`;
}

function number(value: number): string {
  const digits = value >= 1_000 ? 0 : value >= 100 ? 1 : 3;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}

function verdict(figure: Figure): string {
  if (!figure.target) return "";
  const { of, least, most } = figure.target;
  const measured = of === "value" ? figure.value : ratioOf(figure);
  const met = (least === null || measured >= least) && (most === null || measured <= most);
  return `${of} ${least === null ? `<= ${most}` : `>= ${least}`} ${met ? "met" : "MISSED"}`;
}

/** The figures as a table of fixed columns. */
export function table(figures: Figure[]): string {
  const rows = [
    ["figure", "value", "floor", "unit", "ratio", "target", "measured on"],
    ...figures.map((f) => [
      f.name,
      number(f.value),
      number(f.floor),
      f.unit,
      number(ratioOf(f)),
      verdict(f),
      f.note,
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, n) => Math.max(...rows.map((row) => row[n]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, n) => cell.padEnd(widths[n] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const rounded = (value: number) => Number(value.toPrecision(4));

/** The one line of JSON that `--json` ends with. */
export function jsonLine(options: Options, figures: Figure[]): string {
  const measured = figures.map((f) => [
    f.name,
    { value: rounded(f.value), floor: rounded(f.floor), ratio: rounded(ratioOf(f)), unit: f.unit },
  ]);
  return JSON.stringify({
    machine: machine(),
    leads: options.leads,
    events: options.events,
    ...Object.fromEntries(measured),
  });
}
