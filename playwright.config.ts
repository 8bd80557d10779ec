import { defineConfig, devices } from "@playwright/test";

const browser = {
  ...devices["Desktop Chrome"],
  viewport: { width: 1280, height: 800 },
  launchOptions: {
    executablePath: process.env.CHROMIUM_PATH,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Requests of a page that is closing say what the browser is, not what it emulates; a headless one is a known bot.
      `--user-agent=${devices["Desktop Chrome"].userAgent}`,
    ],
  },
};

/** Run through `npm run test:browser`, which brings the database, the server and the browser. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env.BASE_URL,
    locale: "en-GB",
    timezoneId: "Europe/Madrid",
    // Recording costs a third of the time that the suite takes: `TRACE=1` for a test that fails.
    trace: process.env.TRACE ? "retain-on-failure" : "off",
  },
  projects: [
    { name: "first-run", testMatch: /first-run\.spec\.ts/, use: browser },
    {
      name: "app",
      testIgnore: [/first-run\.spec\.ts/, /faults\//],
      dependencies: ["first-run"],
      use: browser,
    },
    // Last: they take the machine's processors, and each kills the server and the database that it has started.
    {
      name: "faults",
      testMatch: /faults\/.*\.spec\.ts/,
      dependencies: ["app"],
      timeout: 180_000,
    },
  ],
});
