import { receive } from "./receive.ts";

export type Sent = { status: number; body: unknown; headers: Headers };

/** Sends a body to the collector as an SDK does, without a server in between. */
export async function post(
  call: string,
  body: unknown,
  writeKey: string | null,
  more: Record<string, string> = {},
): Promise<Sent> {
  const headers = new Headers({ "content-type": "text/plain", ...more });
  if (writeKey !== null)
    headers.set("authorization", `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`);
  const request = new Request(`http://localhost/v1/${call}`, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const answer = await receive(call, request);
  return { status: answer.status, body: await answer.json(), headers: answer.headers };
}
