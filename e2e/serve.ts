import { freePort } from "../db/embedded/ports.ts";
import { exitOf, spawnNext } from "../lib/runtime/next-process.ts";

export type Served = {
  url: string;
  pid: number;
  /** False once the process has ended by itself. */
  alive(): boolean;
  stop(): Promise<void>;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
};

/** Serves a build (that of `NEXT_DIST_DIR`, as ever) in a process of its own, on the database of the tests. */
export async function serve(extra: Record<string, string> = {}): Promise<Served> {
  const port = extra.PORT ?? String(await freePort());
  const url = `http://localhost:${port}`;
  const env = { NODE_ENV: "production", HOTSHEET_WORKER: "off", PORT: port, AUTH_URL: url, ...extra };
  const server = spawnNext(["start", "--port", port], env);
  const ended = exitOf(server);
  const end = async (signal: NodeJS.Signals) => {
    server.kill(signal);
    await ended;
  };
  const served: Served = {
    url,
    pid: server.pid ?? 0,
    alive: () => server.exitCode === null && server.signalCode === null,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return served;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await served.stop();
  throw new Error("a second server was not ready within 30 s");
}
