import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";
import { z } from "zod";

const RUN = fileURLToPath(new URL("./run.ts", import.meta.url));
// `collect` and `freshness` need a build, which takes longer than all the rest.
const NAMES = [
  "rescore",
  "list",
  "list_deep",
  "list_search",
  "queue",
  "preview",
  "import",
  "import_memory",
  "actions",
  "feedback",
  "feedback_job",
  "funnel",
  "train",
  "train_memory",
  "train_delay",
];

const bench = (...args: string[]) =>
  promisify(execFile)(process.execPath, [RUN, ...args], {
    env: { ...process.env, DATABASE_URL: inject("serverUrl") },
  });

const figure = z.strictObject({
  value: z.number().positive(),
  floor: z.number().positive(),
  ratio: z.number().positive(),
  unit: z.string().min(1),
});
const line = z.strictObject({
  machine: z.string().min(1),
  leads: z.literal(1000),
  events: z.literal(10000),
  ...Object.fromEntries(NAMES.map((name) => [name, figure])),
});

test("a run measures every figure, prints a table and ends with a line of JSON", async () => {
  const only = "rescore,list,queue,preview,import,import_memory,actions,feedback,funnel,train";
  const { stdout } = await bench("--leads", "1_000", "--rounds", "1", "--only", only, "--json");
  const printed = stdout.trim().split("\n");
  line.parse(JSON.parse(printed.at(-1) ?? ""));
  for (const name of NAMES)
    expect(
      printed.some((row) => row.startsWith(`${name} `)),
      name,
    ).toBe(true);
}, 240_000);

test("an unknown figure is refused with the list of those there are", async () => {
  await expect(bench("--only", "speed")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("rescore, list, queue"),
  });
});
