import { once } from "node:events";
import net from "node:net";

async function tryListen(port: number): Promise<number | undefined> {
  const server = net.createServer();
  try {
    server.listen({ port, host: "127.0.0.1", exclusive: true });
    await once(server, "listening");
  } catch {
    return undefined;
  }
  const address = server.address();
  server.close();
  await once(server, "close");
  return address !== null && typeof address === "object" ? address.port : undefined;
}

/** The wanted port of 127.0.0.1 when nobody has it (0: any), else a free one. */
export async function freePort(wanted = 0): Promise<number> {
  const port = (await tryListen(wanted)) ?? (await tryListen(0));
  if (port === undefined) throw new Error("No TCP port is free on 127.0.0.1.");
  return port;
}
