import type { z } from "zod";
import { AppError, type Issue } from "../errors.ts";

const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** zod's findings as the contract's issues. */
export function toIssues(error: z.ZodError): Issue[] {
  return error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}

/** Checks `value`; throws `invalid` (422) naming every field that is wrong. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new AppError("invalid", "The input is not valid", { issues: toIssues(parsed.error) });
  return parsed.data;
}

/** Query string as a flat object; a name given twice is refused. */
export function readQuery(url: URL): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    if (Object.hasOwn(query, name)) throw new AppError("malformed", `The parameter "${name}" is given twice`);
    Object.defineProperty(query, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return query;
}

/** Reads at most `limit` bytes of a body. Throws `too_large` (413) past that. */
export async function readBody(request: Request, limit = MAX_BODY_BYTES): Promise<Buffer> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > limit) throw new AppError("too_large", `The body may have at most ${limit} bytes`);
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of request.body ?? []) {
      size += part.byteLength;
      if (size > limit) throw new AppError("too_large", `The body may have at most ${limit} bytes`);
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("malformed", "The body ended early", { cause: error }); // the client hung up
  }
  return Buffer.concat(parts);
}

/** Parses a JSON body; an empty one reads as {}. Throws `malformed` (400). */
export async function readJson(request: Request): Promise<unknown> {
  const body = await readBody(request);
  if (body.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new AppError("malformed", "The body is not valid JSON");
  }
}
