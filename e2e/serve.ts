import { freePort } from "../db/embedded/ports.ts";
import { exitOf, spawnNext } from "../lib/runtime/next-process.ts";

export type Served = { url: string; stop(): Promise<void> };

/** Serves a build (this one, or that of another folder) in a process of its own, on the database of the tests. */
export async function serve(extra: Record<string, string> = {}, folder?: string): Promise<Served> {
  const port = extra.PORT ?? String(await freePort());
  const url = `http://localhost:${port}`;
  const env = { NODE_ENV: "production", HOTSHEET_WORKER: "off", PORT: port, AUTH_URL: url, ...extra };
  const server = spawnNext(["start", ...(folder ? [folder] : []), "--port", port], env);
  const ended = exitOf(server);
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
  };
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return { url, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error("a second server was not ready within 30 s");
}
