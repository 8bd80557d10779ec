import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { ApiError, apiFetch } from "./client.ts";

let server: Server | undefined;

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/`;
}

afterEach(async () => {
  const running = server;
  server = undefined;
  await new Promise((resolve) => (running ? running.close(resolve) : resolve(undefined)));
});

async function refusal(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error(`No ApiError: ${String(error)}`);
  return error;
}

describe("apiFetch", () => {
  it("sends JSON and returns the answer as the schema parses it", async () => {
    const url = await serve((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        response.end(JSON.stringify({ method: request.method, type: request.headers["content-type"], body }));
      });
    });
    const schema = z.object({ method: z.string(), type: z.string(), body: z.string() });
    await expect(apiFetch(url, { schema, body: { a: 1 } })).resolves.toEqual({
      method: "POST",
      type: "application/json",
      body: '{"a":1}',
    });
  });

  it("turns a refusal into an ApiError with code, issues and request id", async () => {
    const url = await serve((_, response) => {
      response.writeHead(422, { "x-request-id": "r-1" });
      response.end(
        JSON.stringify({
          error: { code: "invalid", message: "No", issues: [{ path: "name", message: "Required" }] },
        }),
      );
    });
    const error = await refusal(apiFetch(url, { schema: z.null() }));
    expect(error).toMatchObject({ status: 422, code: "invalid", message: "No", requestId: "r-1" });
    expect(error.issues).toEqual([{ path: "name", message: "Required" }]);
  });

  it("does not trust an answer of another shape, nor an HTML error page", async () => {
    const url = await serve((request, response) => {
      response.statusCode = request.url === "/bad" ? 502 : 200;
      response.end("<html>");
    });
    expect(await refusal(apiFetch(url, { schema: z.object({ id: z.number() }) }))).toMatchObject({
      status: 200,
      code: "unexpected_answer",
    });
    expect(await refusal(apiFetch(`${url}bad`, { schema: z.null() }))).toMatchObject({
      status: 502,
      code: "unexpected_answer",
    });
  });

  it("reads an empty answer as null", async () => {
    const url = await serve((_, response) => {
      response.writeHead(204).end();
    });
    await expect(apiFetch(url, { schema: z.null(), method: "DELETE" })).resolves.toBeNull();
  });

  it("marks a connection without an answer as a network error and lets an abort through", async () => {
    const url = await serve((request) => request.socket.destroy());
    const error = await refusal(apiFetch(url, { schema: z.null() }));
    expect(error).toMatchObject({ status: 0, code: "network", isNetwork: true });
    await expect(apiFetch(url, { schema: z.null(), signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
  });
});
