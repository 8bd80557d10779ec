import { receive } from "#lib/collector/receive.ts";

export const dynamic = "force-dynamic";

/** The collector (docs/api): /v1/batch and the calls it is made of. */
export async function POST(
  request: Request,
  route: { params: Promise<{ call: string }> },
): Promise<Response> {
  const answer = await receive((await route.params).call, request);
  // The tracker posts without credentials or headers of its own, so it needs no preflight, but reads the status.
  answer.headers.set("access-control-allow-origin", "*");
  return answer;
}
