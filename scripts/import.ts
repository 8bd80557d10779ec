import { createReadStream, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { closePool, workspaceIds } from "#db/client.ts";
import { type Context, systemContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse.ts";
import { createImport, discardImport } from "#lib/imports/create-import.ts";
import { getImport } from "#lib/imports/get-import.ts";
import { IMPORT_KINDS, type ImportKind } from "#lib/imports/kinds.ts";
import { type Mapping, mappingSchema } from "#lib/imports/mapping.ts";
import { prepareImport } from "#lib/imports/prepare.ts";
import { runImport } from "#lib/imports/run.ts";
import type { ImportView } from "#lib/imports/schemas.ts";
import { runCommand } from "#lib/runtime/command.ts";
import { ensureAuthSecret, ensureDatabase } from "#lib/runtime/database.ts";

const USAGE = `Usage: npm run import -- leads|events|stages FILE --mapping FILE.json [--workspace ID]
       npm run import -- --resume ID [--workspace ID]

FILE is CSV in any usual encoding, gzipped or not. docs/import.md describes the mapping.`;

function readMapping(file: string): Mapping {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON: ${(error as Error).message}`);
  }
  return parseInput(mappingSchema, json);
}

async function chooseWorkspace(given: string | undefined): Promise<number> {
  const ids = await workspaceIds();
  if (given !== undefined) {
    const id = Number(given);
    if (!ids.includes(id)) throw new Error(`There is no workspace ${given}`);
    return id;
  }
  const [only] = ids;
  if (only === undefined) throw new Error("There is no workspace yet: open the app once and set it up");
  if (ids.length > 1)
    throw new Error(`There are several workspaces (${ids.join(", ")}): choose one with --workspace`);
  return only;
}

async function uploaded(ctx: Context, kind: ImportKind, file: string, mapping: Mapping): Promise<number> {
  return createImport(ctx, path.basename(file), createReadStream(file), async () => ({ kind, mapping }));
}

async function start(ctx: Context, id: number, fresh: boolean): Promise<void> {
  try {
    // Run in this process: nobody else is woken.
    await prepareImport(ctx, id, async () => undefined);
  } catch (error) {
    if (fresh) await discardImport(ctx, id);
    throw error;
  }
}

function report(view: ImportView): number {
  for (const { line, reason } of view.refusals.slice(0, 20)) console.log(`  line ${line}: ${reason}`);
  if (view.refused > 20)
    console.log(`  … and ${view.refused - 20} more; see the import's page for all of them`);
  const { rows_done, created, updated, unchanged, refused } = view;
  console.log(
    `${view.state}: ${rows_done} rows, ${created} created, ${updated} updated, ${unchanged} unchanged, ${refused} refused`,
  );
  if (view.error) {
    const where = view.error.line === null ? "" : ` (line ${view.error.line})`;
    console.error(`The file could not be read to its end${where}: ${view.error.message}`);
  }
  return view.state === "done" && (refused === 0 || refused < rows_done) ? 0 : 1;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      mapping: { type: "string" },
      workspace: { type: "string" },
      resume: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [kindText, file] = positionals;
  const kind = IMPORT_KINDS.find((known) => known === kindText);
  const resumed = values.resume === undefined ? null : Number(values.resume);
  if (resumed === null && (!kind || !file || !values.mapping)) throw new Error(USAGE);
  if (resumed !== null && !Number.isSafeInteger(resumed)) throw new Error(USAGE);
  const mapping = values.mapping === undefined ? null : readMapping(values.mapping);
  if (file !== undefined && !statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new Error(`There is no file ${file}`);
  }
  const database = await ensureDatabase();
  await ensureAuthSecret();
  try {
    const ctx = systemContext(await chooseWorkspace(values.workspace), "import command");
    const id = resumed ?? (kind && file && mapping ? await uploaded(ctx, kind, file, mapping) : 0);
    await start(ctx, id, resumed === null);
    console.log(`Import ${id} (if it is interrupted: npm run import -- --resume ${id})`);
    await runImport(ctx.workspaceId, id, undefined, (rows) => console.log(`  ${rows} rows`));
    return report(await getImport(ctx, { id }));
  } finally {
    await closePool();
    await database.stop();
  }
}

/** An API error's issues go on lines of their own. */
function readable(error: unknown): unknown {
  if (!(error instanceof AppError) || !error.issues) return error;
  const lines = error.issues.map((issue) => `  ${issue.path ? `${issue.path}: ` : ""}${issue.message}`);
  return new Error([error.message, ...lines].join("\n"));
}

await runCommand(() =>
  main().catch((error) => {
    throw readable(error);
  }),
);
