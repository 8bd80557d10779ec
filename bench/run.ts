import { runCommand } from "#lib/runtime/command.ts";
import { createWorkspaces } from "./data/workspaces.ts";
import { createBenchDatabase } from "./database.ts";
import { benchActions } from "./figures/actions.ts";
import { benchCollect } from "./figures/collect.ts";
import { benchFeedback } from "./figures/feedback.ts";
import { benchFreshness } from "./figures/freshness.ts";
import { benchFunnel } from "./figures/funnel.ts";
import { benchImport, benchImportMemory } from "./figures/import.ts";
import { benchList, benchPreview, benchQueue } from "./figures/pages.ts";
import { benchRescore, rescoreAll } from "./figures/rescore.ts";
import { benchTrain } from "./figures/train.ts";
import { FIGURES, type FigureName, type Options, readOptions, USAGE } from "./options.ts";
import { type Figure, jsonLine, machine, table } from "./report.ts";

/** Progress goes to stderr, so that stdout is the table alone. */
const say = (text: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);

/** Measures what was asked for. A figure that cannot be measured is left out, and named in `failed`. */
async function measure(options: Options): Promise<{ figures: Figure[]; failed: FigureName[] }> {
  const { leads, events, rounds } = options;
  const database = await createBenchDatabase();
  const { owner } = database;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void database.drop().finally(() => process.exit(1)));
  }
  try {
    say(`loading ${leads} leads and ${events} events`);
    const pair = await createWorkspaces(owner, leads, events);
    say("scoring everybody for the first time");
    for (const workspace of [pair.large, pair.small]) await rescoreAll(workspace);
    await owner.query("vacuum (analyze)");
    const measurements: Record<FigureName, () => Promise<Figure | Figure[]>> = {
      rescore: () => benchRescore(owner, pair.large, rounds),
      list: () => benchList(pair, rounds),
      queue: () => benchQueue(pair, rounds),
      preview: () => benchPreview(pair, rounds),
      import: () => benchImport(owner, leads, rounds),
      import_memory: () => benchImportMemory(leads),
      collect: () => benchCollect(pair.large, rounds),
      freshness: () => benchFreshness(pair.large, rounds),
      actions: () => benchActions(leads, rounds),
      feedback: () => benchFeedback(owner, pair, rounds),
      funnel: () => benchFunnel(owner, leads, rounds),
      train: () => benchTrain(owner, leads),
    };
    const figures: Figure[] = [];
    const failed: FigureName[] = [];
    for (const name of FIGURES.filter((figure) => options.only.includes(figure))) {
      say(name);
      try {
        figures.push(...[await measurements[name]()].flat());
      } catch (error) {
        console.error(error);
        failed.push(name);
      }
    }
    return { figures, failed };
  } finally {
    await database.drop();
  }
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.log(USAGE);
    return 0;
  }
  process.env.LOG_LEVEL ??= "error";
  const { figures, failed } = await measure(options);
  console.log(
    `${options.leads} leads, ${options.events} events, 50 rules; ${machine()}\n\n${table(figures)}`,
  );
  if (failed.length > 0) console.log(`\nCould not be measured (see above): ${failed.join(", ")}`);
  if (options.json) console.log(jsonLine(options, figures));
  return failed.length > 0 ? 1 : 0;
});
