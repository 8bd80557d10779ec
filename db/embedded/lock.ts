import { createHash } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

/**
 * Runs `work` while no other process of this machine does so under the same name. The lock is a listening
 * socket, so the kernel frees it when its holder dies, however it dies; waiters wait on a connection to it.
 */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const release = await acquire(socketAddress(name));
  try {
    return await work();
  } finally {
    await release();
  }
}

/** Linux has socket names that leave no file behind; elsewhere it is a file in the temporary folder. */
function socketAddress(name: string): string {
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 24);
  return process.platform === "linux"
    ? `\0hotsheet-${hash}`
    : path.join(os.tmpdir(), `hotsheet-${hash}.sock`);
}

async function acquire(address: string): Promise<() => Promise<void>> {
  for (;;) {
    const release = await listen(address);
    if (release) return release;
    await untilReleased(address);
  }
}

async function listen(address: string): Promise<(() => Promise<void>) | undefined> {
  const waiters = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    waiters.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => waiters.delete(socket));
  });
  try {
    server.listen({ path: address, exclusive: true });
    await once(server, "listening");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return undefined;
    throw error;
  }
  return async () => {
    const closed = once(server, "close");
    server.close();
    for (const waiter of waiters) waiter.destroy();
    await closed;
  };
}

function untilReleased(address: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect(address);
    socket.on("error", (error) => {
      // A socket file that nobody listens on was left by a killed holder.
      const refused = "code" in error && error.code === "ECONNREFUSED";
      if (refused && !address.startsWith("\0")) rmSync(address, { force: true });
    });
    socket.on("close", () => resolve());
  });
}
