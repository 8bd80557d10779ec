import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";

const NEXT = createRequire(import.meta.url).resolve("next/dist/bin/next");

/** Starts a Next command as a child that stops by our own handlers (see start-runtime.ts). */
export function spawnNext(args: string[], extra: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [NEXT, ...args], {
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NEXT_MANUAL_SIG_HANDLE: "true", ...extra },
  });
}

/** Resolves with the child's exit code; a child that a signal ended counts as failed unless we sent it. */
export function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      resolve(code ?? (signal === "SIGTERM" || signal === "SIGINT" ? 0 : 1)),
    );
  });
}

/** Runs a server as a child until it ends, passing on the signals that ask this process to stop; then `cleanUp`. */
export async function superviseServer(args: string[], cleanUp: () => Promise<void>): Promise<number> {
  const child = spawnNext(args);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => child.kill("SIGTERM"));
  try {
    return await exitOf(child);
  } finally {
    await cleanUp();
  }
}
