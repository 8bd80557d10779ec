import { createBenchDatabase } from "./database.ts";
import { benchFunnel } from "./figures/funnel.ts";
const database = await createBenchDatabase();
try {
  const t = Date.now();
  const f = await benchFunnel(database.owner, Number(process.argv[2]), 3);
  console.log(JSON.stringify(f), f.value / f.floor, Date.now() - t);
} finally { await database.drop(); }
process.exit(0);
