import { AppError } from "../errors.ts";
import { errorResponse, json } from "../http/respond.ts";
import { findSource, type Source } from "../sources/find-source.ts";
import { admit } from "./admission.ts";
import { collect } from "./collect.ts";
import { withCors } from "./cors.ts";
import { isStorableInstant } from "./interpret.ts";
import { assertNotStopped, countMessages } from "./rate-limit.ts";
import { batchSchema, CALLS } from "./schemas.ts";
import { readUnpacked } from "./unpack.ts";
import { namedWriteKey } from "./write-key.ts";

/** The short paths that Segment's browser SDK uses. */
const SHORT: Record<string, string> = {
  i: "identify",
  t: "track",
  p: "page",
  s: "screen",
  g: "group",
  a: "alias",
  b: "batch",
  m: "metrics",
};

function parseBody(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    if (value !== null && typeof value === "object" && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Falls through to the one answer for all that is no JSON object.
  }
  throw new AppError("malformed", "The body is not a JSON object");
}

/** The messages of a call: the batch's, each completed with the batch's context, or the one of a single call. */
function messagesOf(call: string, body: Record<string, unknown>): unknown[] {
  if (call !== "batch") return [{ ...body, type: call }];
  const parsed = batchSchema.safeParse(body);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    const tooMany = first?.code === "too_big";
    throw new AppError(tooMany ? "too_large" : "malformed", first?.message ?? "The batch cannot be read");
  }
  const shared = parsed.data.context;
  if (shared === undefined || shared === null || typeof shared !== "object") return parsed.data.batch;
  return parsed.data.batch.map((message) =>
    message !== null && typeof message === "object" && !("context" in message)
      ? { ...message, context: shared }
      : message,
  );
}

/**
 * What a browser says of itself in the request, for messages that do not say it: scripts in pages send an Origin, servers
 * do not, and a server's own agent is no visitor's.
 */
function withAgent(messages: unknown[], request: Request): unknown[] {
  const agent = request.headers.has("origin") ? request.headers.get("user-agent") : null;
  if (!agent) return messages;
  return messages.map((message) => {
    if (message === null || typeof message !== "object" || Array.isArray(message)) return message;
    const { context = {} } = message as { context?: unknown };
    const isPlain = context !== null && typeof context === "object" && !Array.isArray(context);
    return isPlain && !("userAgent" in context)
      ? { ...message, context: { ...context, userAgent: agent } }
      : message;
  });
}

/** Who sends, and what. The body of a key that is not known is not read, nor that of a source which must wait. */
async function read(
  request: Request,
): Promise<{ source: Source; size: number; body: Record<string, unknown> }> {
  const named = namedWriteKey(request);
  const early = named === null ? null : await findSource(named);
  if (early) assertNotStopped(early);
  const unpacked = await readUnpacked(request);
  const { writeKey, ...body } = parseBody(unpacked);
  const source = early ?? (await findSource(typeof writeKey === "string" ? writeKey : null));
  return { source, size: unpacked.length, body };
}

/** When a batch says it was sent (ms); NaN where it does not say, or nothing that a clock could show. */
function readSentAt(value: unknown): number {
  const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return isStorableInstant(at) ? at : Number.NaN;
}

async function take(call: string, request: Request, receivedAt: Date): Promise<void> {
  const { source, size, body } = await read(request);
  const messages = withAgent(messagesOf(call, body), request);
  const sentAt = readSentAt(body.sentAt);
  await countMessages(source, messages.length);
  await admit(source.workspaceId, size, () => collect(source, messages, sentAt, receivedAt));
}

/** Answers a call of the collector. 200 only after the commit; the content type is not looked at. */
export async function receive(path: string, request: Request): Promise<Response> {
  const requestId = crypto.randomUUID();
  const receivedAt = new Date();
  const call = Object.hasOwn(SHORT, path) ? (SHORT[path] ?? path) : path;
  try {
    if (call !== "batch" && call !== "metrics" && !(CALLS as readonly string[]).includes(call)) {
      throw new AppError("not_found", `There is no call "${call}"`);
    }
    // What Segment's SDK measures of itself is nobody's event; it is only told that it arrived.
    if (call === "metrics") await readUnpacked(request);
    else await take(call, request, receivedAt);
    return withCors(request, json({ success: true }, requestId));
  } catch (error) {
    return withCors(request, errorResponse(error, requestId));
  }
}
