import { parseArgs } from "node:util";

export const FIGURES = [
  "rescore",
  "list",
  "queue",
  "preview",
  "import",
  "import_memory",
  "collect",
  "freshness",
  "actions",
  "feedback",
  "funnel",
  "train",
] as const;
export type FigureName = (typeof FIGURES)[number];

export type Options = {
  leads: number;
  events: number;
  rounds: number;
  only: readonly FigureName[];
  json: boolean;
};

export const USAGE = `Usage: npm run bench -- [--leads N] [--events N] [--full] [--rounds N] [--only NAME,…] [--json]

Default: 100,000 leads and 1,000,000 events; --full: 1,000,000 and 10,000,000.
NAME: ${FIGURES.join(", ")}. docs/bench.md says what each is.`;

function count(text: string | undefined, otherwise: number, least: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text.replaceAll(/[_,]/g, ""));
  if (!Number.isSafeInteger(value) || value < least)
    throw new Error(`"${text}" is not a number from ${least}.\n${USAGE}`);
  return value;
}

function names(text: string | undefined): readonly FigureName[] {
  if (text === undefined) return FIGURES;
  return text.split(",").map((name) => {
    const known = FIGURES.find((figure) => figure === name.trim());
    if (!known) throw new Error(`There is no figure "${name}".\n${USAGE}`);
    return known;
  });
}

/** Reads the command line; null: help was asked for. @throws Error that says what is wrong */
export function readOptions(args: string[]): Options | null {
  const { values } = parseArgs({
    args,
    options: {
      leads: { type: "string" },
      events: { type: "string" },
      full: { type: "boolean", default: false },
      rounds: { type: "string" },
      only: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return null;
  const leads = count(values.leads, values.full ? 1_000_000 : 100_000, 100);
  return {
    leads,
    events: count(values.events, leads * 10, 100),
    rounds: count(values.rounds, 3, 1),
    only: names(values.only),
    json: values.json,
  };
}
