import { subscribe } from "node:diagnostics_channel";
import type { Server, ServerResponse } from "node:http";

const servers = new Set<Server>();
const open = new Set<ServerResponse>();

/** Notes every request from its start to its end, so that a stopping process can answer those it has begun. */
export function trackRequests(): void {
  subscribe("http.server.request.start", (message) => {
    const { response, server } = message as { response: ServerResponse; server: Server };
    servers.add(server);
    open.add(response);
    response.once("close", () => open.delete(response));
  });
}

/** Takes no new connections and waits until every begun request is answered, `timeoutMs` at most. */
export async function drainRequests(timeoutMs: number): Promise<void> {
  for (const server of servers) {
    server.close();
    server.closeIdleConnections();
  }
  const ended = [...open].map((response) => new Promise<void>((resolve) => response.once("close", resolve)));
  const timeout = new Promise<void>((resolve) => setTimeout(resolve, timeoutMs).unref());
  await Promise.race([Promise.all(ended), timeout]);
}
