import { publicOrigin } from "../auth/public-origin.ts";
import { AppError } from "../errors.ts";
import { errorResponse, json } from "../http/respond.ts";
import { findSource } from "../sources/find-source.ts";
import { withCors } from "./cors.ts";
import { namedWriteKey } from "./write-key.ts";

async function answer(request: Request, settings: () => Promise<unknown>): Promise<Response> {
  const requestId = crypto.randomUUID();
  try {
    return withCors(request, json(await settings(), requestId));
  } catch (error) {
    return withCors(request, errorResponse(error, requestId));
  }
}

/** The SDK sends to Segment unless the page, or this, says otherwise; nothing where our own address is not known. */
function whereToSend(request: Request): { apiHost: string; protocol: string } | undefined {
  try {
    const { host, protocol } = new URL(publicOrigin(request.headers));
    return { apiHost: `${host}/v1`, protocol: protocol.slice(0, -1) };
  } catch {
    return undefined;
  }
}

/** What Segment's browser SDK asks for before it sends: which of its plugins to use. Ours is the one that sends. */
export function projectSettings(request: Request, key: string): Promise<Response> {
  return answer(request, async () => {
    let writeKey: string;
    try {
      writeKey = decodeURIComponent(key);
    } catch {
      throw new AppError("unauthenticated", "The write key is not known");
    }
    await findSource(writeKey);
    return { integrations: { "Segment.io": { apiKey: writeKey, ...whereToSend(request) } } };
  });
}

/** What RudderStack's browser SDK asks for before it sends: the source, which has no destinations of its own. */
export function sourceConfig(request: Request): Promise<Response> {
  return answer(request, async () => {
    const source = await findSource(namedWriteKey(request));
    return {
      source: {
        id: String(source.sourceId),
        name: source.name,
        workspaceId: String(source.workspaceId),
        enabled: true,
        config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
        destinations: [],
      },
    };
  });
}
