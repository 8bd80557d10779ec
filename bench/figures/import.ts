import { execFile } from "node:child_process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { createWorkspace } from "#db/testing/factories.ts";
import { systemContext } from "#lib/context.ts";
import { getImport } from "#lib/imports/get-import.ts";
import { prepareImport } from "#lib/imports/prepare.ts";
import { runImport } from "#lib/imports/run.ts";
import { alternate, seconds } from "../alternate.ts";
import { csvHeader, csvOf, uploadCsv } from "../data/csv.ts";
import { createBenchSheet } from "../data/workspaces.ts";
import type { Figure } from "../report.ts";

const run = promisify(execFile);

async function copyPlain(owner: pg.Client, rows: number): Promise<number> {
  const columns = csvHeader(0).map((name) => `${name} text`);
  await owner.query(`create table plain_rows (${columns.join(", ")})`);
  const taken = await seconds(() =>
    pipeline(
      Readable.from(csvOf(rows, 0)),
      owner.query(copyFrom("copy plain_rows from stdin (format csv, header)")),
    ),
  );
  await owner.query("drop table plain_rows");
  return rows / taken;
}

/** Imports into a new workspace with the bench's sheet, so that every lead is created, found, and scored. */
async function importOnce(rows: number): Promise<number> {
  const workspaceId = await createWorkspace();
  await createBenchSheet(workspaceId);
  const ctx = systemContext(workspaceId, "bench");
  const id = await uploadCsv(ctx, rows, 0);
  const taken = await seconds(async () => {
    await prepareImport(ctx, id, async () => undefined);
    await runImport(workspaceId, id);
  });
  const { state, created } = await getImport(ctx, { id });
  if (state !== "done" || created !== rows)
    throw new Error(`the import is ${state}: ${created} of ${rows} created`);
  return rows / taken;
}

/** Rows per second of an import of leads, against COPY of the same file into a plain table. */
export async function benchImport(owner: pg.Client, leads: number, rounds: number): Promise<Figure> {
  const rows = Math.min(leads, 20_000);
  const pair = await alternate(
    rounds,
    () => copyPlain(owner, rows),
    () => importOnce(rows),
  );
  return {
    name: "import",
    ...pair,
    unit: "rows/s",
    target: null,
    note: `${rows} new leads, scored, against COPY into a plain table`,
  };
}

/** Peak resident memory, in MB, of a process that imports a file of so many megabytes. */
async function peakOf(megabytes: number): Promise<number> {
  const script = fileURLToPath(new URL("../import-memory.ts", import.meta.url));
  const { stdout } = await run(process.execPath, [script, String(megabytes)]);
  return Number(stdout.trim());
}

/** Memory of an import of a large file, against that of one of a hundredth. */
export async function benchImportMemory(leads: number): Promise<Figure> {
  const megabytes = Math.min(200, Math.ceil(leads / 500));
  const small = Math.ceil(megabytes / 100);
  const floor = await peakOf(small);
  const value = await peakOf(megabytes);
  return {
    name: "import_memory",
    value,
    floor,
    unit: "MB",
    target: { of: "ratio", least: null, most: 2 },
    note: `peak of a process that imports ${megabytes} MB, against ${small} MB`,
  };
}
