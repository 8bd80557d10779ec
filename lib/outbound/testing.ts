import http from "node:http";
import type { AddressInfo } from "node:net";
import { vi } from "vitest";
import { resetEnv } from "../env.ts";

export type Received = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
};
/** What a receiver does with a request once it has read it. */
export type Answer = (
  received: Received,
  response: http.ServerResponse,
  request: http.IncomingMessage,
) => void;

export type Receiver = {
  url: string;
  port: number;
  received: Received[];
  /** What is done from now on. */
  answer: Answer;
  close(): Promise<void>;
};

/** A real HTTP server on this machine that notes what it is sent and answers 204 unless told otherwise. */
export async function startReceiver(host = "127.0.0.1", onPort = 0): Promise<Receiver> {
  const server = http.createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const received: Received = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, String(v)])),
      body: Buffer.concat(parts).toString(),
    };
    receiver.received.push(received);
    receiver.answer(received, response, request);
  });
  await new Promise<void>((resolve) => server.listen(onPort, host, resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://${host}:${port}/hook`,
    port,
    received: [],
    answer: (_, response) => response.writeHead(204).end(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

/** Lets the product call these private targets until `vi.unstubAllEnvs()`; "" lets it call none. */
export function allowOutbound(list: string): void {
  vi.stubEnv("OUTBOUND_ALLOW", list);
  resetEnv();
}
