import { spawnSync } from "node:child_process";

/** Everything that must hold, in the order in which it fails fastest. */
const STEPS = ["test:types", "test:lint", "test:unit", "test:browser"];

for (const step of STEPS) {
  console.log(`\n— ${step}`);
  const { status } = spawnSync("npm", ["run", "--silent", step], { stdio: "inherit" });
  if (status !== 0) {
    console.error(`${step} failed`);
    process.exit(status ?? 1);
  }
}
