import type { TestMember } from "../db/testing/factories.ts";
import { createToken } from "../lib/tokens/create-token.ts";

export type Answer = { status: number; body: unknown; text: string; headers: Headers };

type Call = {
  /** Sent as JSON, or as it is where it is text, bytes or a form. */
  body?: unknown;
  headers?: Record<string, string>;
};

export type Caller = {
  member: TestMember;
  token: string;
  call(method: string, path: string, init?: Call): Promise<Answer>;
  get(path: string): Promise<Answer>;
};

const asBody = (body: unknown): BodyInit | undefined => {
  if (body === undefined) return undefined;
  if (typeof body === "string" || body instanceof FormData) return body;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
};

/** One request; `body` of the answer is null where it is no JSON. */
export async function send(method: string, url: string, { body, headers = {} }: Call = {}): Promise<Answer> {
  const answer = await fetch(url, { method, headers, body: asBody(body) });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json") === true;
  return {
    status: answer.status,
    body: isJson ? (JSON.parse(text) as unknown) : null,
    text,
    headers: answer.headers,
  };
}

/** A program that calls the running server with a token which that member made. */
export async function createCaller(member: TestMember, url: string): Promise<Caller> {
  const { token } = await createToken(member.ctx, { name: "contract" });
  const call = (method: string, path: string, init: Call = {}) =>
    send(method, `${url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    });
  return { member, token, call, get: (path) => call("GET", path) };
}
