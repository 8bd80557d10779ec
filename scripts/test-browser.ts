import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { freePort } from "#db/embedded/ports.ts";
import { onServer, startTestServer, TEMPLATE, withDatabase } from "#db/testing/server.ts";
import { ensureBuild } from "#lib/runtime/build.ts";
import { runCommand } from "#lib/runtime/command.ts";
import { exitOf, spawnNext } from "#lib/runtime/next-process.ts";
import { findBrowser } from "./find-browser.ts";

const PLAYWRIGHT = createRequire(import.meta.url).resolve("@playwright/test/cli");
const DATABASE = "hotsheet_e2e";
const SECRET = "a-secret-that-only-the-tests-know-0123456789";

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The server was not ready within 30 s; its messages are above.");
}

/** Browser tests against the production build on a database of their own. Arguments go on to Playwright. */
await runCommand(async () => {
  const chromium = await findBrowser();
  const postgres = await startTestServer();
  try {
    await onServer(postgres.url, `drop database if exists ${DATABASE} with (force)`);
    await onServer(postgres.url, `create database ${DATABASE} template ${TEMPLATE}`);
    const port = String(await freePort());
    const url = `http://localhost:${port}`;
    const env = {
      NODE_ENV: "production",
      DATABASE_URL: withDatabase(postgres.url, DATABASE),
      AUTH_SECRET: SECRET,
      AUTH_URL: url,
      OUTBOUND_ALLOW: "127.0.0.1/32",
      PORT: port,
      LOG_LEVEL: process.env.LOG_LEVEL || "warn",
    };
    await ensureBuild();
    const server = spawnNext(["start", "--port", port], env);
    const ended = exitOf(server);
    try {
      await untilReady(url);
      const tests = spawn(process.execPath, [PLAYWRIGHT, "test", ...process.argv.slice(2)], {
        stdio: "inherit",
        env: { ...process.env, ...env, NODE_ENV: "test", BASE_URL: url, CHROMIUM_PATH: chromium },
      });
      return await exitOf(tests);
    } finally {
      server.kill("SIGTERM");
      await ended;
    }
  } finally {
    await postgres.stop();
  }
});
