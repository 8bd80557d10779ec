import { afterAll, beforeAll, beforeEach } from "vitest";
import { startSmtp, type TestSmtp } from "./testing.ts";

/** A real SMTP server for the tests of a file, empty and taking everything before each of them. */
export function useSmtp(): () => TestSmtp {
  let smtp: TestSmtp | undefined;
  const started = () => {
    if (!smtp) throw new Error("the SMTP server starts before the first test");
    return smtp;
  };
  beforeAll(async () => {
    process.env.AUTH_SECRET = "s".repeat(40);
    process.env.AUTH_URL = "https://score.example";
    smtp = await startSmtp();
  });
  afterAll(() => started().stop());
  beforeEach(() => {
    const { use, received } = started();
    use();
    received.length = 0;
    started().answer = () => null;
    started().afterData = async () => undefined;
  });
  return started;
}
