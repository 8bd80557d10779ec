import { spawnSync } from "node:child_process";

/** Everything that must hold, in the order in which it fails fastest; arguments choose some of it. */
const STEPS = ["types", "lint", "unit", "browser"];

const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? STEPS.filter((step) => wanted.includes(step)) : STEPS) {
  const step = `test:${name}`;
  console.log(`\n— ${step}`);
  const { status } = spawnSync("npm", ["run", "--silent", step], { stdio: "inherit" });
  if (status !== 0) {
    console.error(`${step} failed`);
    process.exit(status ?? 1);
  }
}
