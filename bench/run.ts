import { runCommand } from "#lib/runtime/command.ts";
import { createBenchDatabase } from "./database.ts";
import { createWorkspaces } from "./data/workspaces.ts";
import { benchRescore, rescoreAll } from "./figures/rescore.ts";
import { readOptions, USAGE } from "./options.ts";
import { type Figure, jsonLine, table } from "./report.ts";

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.log(USAGE);
    return 0;
  }
  const database = await createBenchDatabase();
  try {
    const t=performance.now();
    const { large, small } = await createWorkspaces(database.owner, options.leads, options.events);
    console.error("loaded", performance.now()-t);
    console.error(await rescoreAll(large), performance.now()-t);
    await rescoreAll(small);
    await database.owner.query("vacuum (analyze)");
    console.error((await database.owner.query("select group_key, count(*), avg(total), max(total) from scores where workspace_id=$1 group by 1",[large.workspaceId])).rows);
    const figures: Figure[] = [await benchRescore(database.owner, large, options.rounds)];
    console.log(table(figures));
    if (options.json) console.log(jsonLine(options, figures));
  } finally {
    await database.drop();
  }
  return 0;
});
