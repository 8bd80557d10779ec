import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { type Answer, type Caller, send } from "./caller.ts";
import { CONTENT, EVERYONE } from "./contract-sheet.ts";
import { expect, type Team } from "./fixtures.ts";

export const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
export const NUMBER = expect.any(Number);
export const TEXT = expect.any(String);

export const refusal = (code: unknown = TEXT) => ({ error: { code, message: TEXT } });
export const field = (answer: Answer, name: string): unknown =>
  z.record(z.string(), z.unknown()).parse(answer.body)[name];
export const text = (answer: Answer, name: string): string => z.string().parse(field(answer, name));

export function expectAnswer(answer: Answer, status: number, body: object): void {
  expect(answer, answer.text.slice(0, 500)).toMatchObject({ status, body });
}

export type Sides = { marketer: Caller; sales: Caller };

/** Puts segment and draft through both signatures; the sheet `main` is then active. */
export async function activate(team: Team): Promise<Sides> {
  const marketer = await team.caller("marketer");
  const sales = await team.caller("sales");
  await marketer.call("PUT", "/api/v1/segments/everyone", { body: EVERYONE });
  const draft = await marketer.call("PUT", "/api/v1/sheets/main/draft", {
    body: { name: "Main", segment: "everyone", content: CONTENT },
  });
  for (const side of [marketer, sales])
    await side.call("POST", "/api/v1/sheets/main/approve", { body: { hash: text(draft, "hash") } });
  return { marketer, sales };
}

/** A function that sends a gzipped batch to the collector with a new write key, and sees it taken. */
export async function collector(team: Team): Promise<(batch: object[]) => Promise<void>> {
  const headers = { ...(await writeKeyHeader(team)), "content-encoding": "gzip" };
  return async (batch) => {
    const body = gzipSync(JSON.stringify({ batch, sentAt: new Date().toISOString() }));
    expectAnswer(await send("POST", `${team.url}/v1/batch`, { body, headers }), 200, {});
  };
}

/** A new source's write key. */
export async function writeKeyOf(team: Team): Promise<string> {
  const admin = await team.caller("admin");
  const made = await admin.call("POST", "/api/v1/sources", { body: { name: "Website" } });
  expectAnswer(made, 201, { id: NUMBER, name: "Website", write_key: TEXT });
  return text(made, "write_key");
}

export const basic = (writeKey: string) => ({
  authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`,
});

/** The same as SDKs send it. */
export const writeKeyHeader = async (team: Team) => basic(await writeKeyOf(team));

export const visit = (userId: string, more: object = {}) => ({
  type: "page",
  userId,
  messageId: randomUUID(),
  timestamp: new Date().toISOString(),
  properties: { path: "/pricing", url: "https://example.com/pricing", title: "Pricing" },
  ...more,
});

export const ceo = (userId: string, email: string) => ({
  type: "identify",
  userId,
  messageId: randomUUID(),
  traits: { email, title: "CEO", name: "Ana Gil" },
});
