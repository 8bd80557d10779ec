import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AppError } from "../errors.ts";
import { readBody } from "../http/parse.ts";
import { errorResponse, json } from "../http/respond.ts";
import { findSource } from "../sources/find-source.ts";
import { collect } from "./collect.ts";
import { batchSchema, CALLS } from "./schemas.ts";

const MAX_BYTES = 4 * 1024 * 1024;

/** The short paths that Segment's browser SDK uses. */
const SHORT: Record<string, string> = {
  i: "identify",
  t: "track",
  p: "page",
  s: "screen",
  g: "group",
  a: "alias",
  b: "batch",
};

/** The body, unpacked where it is gzipped; what unpacks to more than the limit is refused before it does. */
async function readUnpacked(request: Request): Promise<Buffer> {
  const body = await readBody(request, MAX_BYTES);
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "";
  if (encoding === "" || encoding === "identity") return body;
  if (encoding !== "gzip") throw new AppError("malformed", `The content encoding "${encoding}" is not known`);
  try {
    return await promisify(gunzip)(body, { maxOutputLength: MAX_BYTES });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw new AppError("too_large", `The unpacked body may have at most ${MAX_BYTES} bytes`, { cause });
    throw new AppError("malformed", "The gzip body is damaged or cut off", { cause });
  }
}

/** The user name of Basic authentication, which is where Segment's SDKs put the write key. */
function basicUser(header: string | null): string | null {
  const encoded = /^basic\s+([A-Za-z0-9+/=_-]+)$/i.exec(header ?? "")?.[1];
  if (!encoded) return null;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  return text.slice(0, text.includes(":") ? text.indexOf(":") : undefined) || null;
}

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

/** Answers a call of the collector. 200 only after the commit; the content type is not looked at. */
export async function receive(path: string, request: Request): Promise<Response> {
  const requestId = crypto.randomUUID();
  const receivedAt = new Date();
  const call = Object.hasOwn(SHORT, path) ? (SHORT[path] ?? path) : path;
  try {
    if (call !== "batch" && !(CALLS as readonly string[]).includes(call)) {
      throw new AppError("not_found", `There is no call "${call}"`);
    }
    const body = parseBody(await readUnpacked(request));
    const inBody = typeof body.writeKey === "string" ? body.writeKey : null;
    const source = await findSource(basicUser(request.headers.get("authorization")) ?? inBody);
    const { writeKey: _, ...rest } = body;
    const sentAt = typeof body.sentAt === "string" ? Date.parse(body.sentAt) : Number.NaN;
    await collect(source, messagesOf(call, rest), sentAt, receivedAt);
    return json({ success: true }, requestId);
  } catch (error) {
    return errorResponse(error, requestId);
  }
}
