import { Readable } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";
import busboy from "busboy";
import { z } from "zod";
import { authorize, type Context } from "../context.ts";
import { env } from "../env.ts";
import { AppError, invalid } from "../errors.ts";
import { parseInput } from "../http/parse.ts";
import { createImport, discardImport, type Upload } from "./create-import.ts";
import { getImport } from "./get-import.ts";
import { mappingSchema } from "./mapping.ts";
import { type ImportView, kindSchema } from "./schemas.ts";
import { startImport } from "./start-import.ts";

const MAX_FIELD_BYTES = 1024 * 1024;
const FORM_OVERHEAD = 2 * MAX_FIELD_BYTES;

type Form = { fields: Map<string, string>; ended: Promise<void> };

const malformed = (message: string, cause?: unknown) => new AppError("malformed", message, { cause });

function parser(request: Request): ReturnType<typeof busboy> {
  try {
    return busboy({
      headers: { "content-type": request.headers.get("content-type") ?? "" },
      limits: { files: 3, fields: 10, fieldSize: MAX_FIELD_BYTES, fieldNameSize: 100, parts: 12 },
      defParamCharset: "utf8",
    });
  } catch (cause) {
    throw malformed("The body must be multipart/form-data with a file", cause);
  }
}

function describe({ fields }: Form): Upload {
  const { kind } = parseInput(z.object({ kind: kindSchema }), { kind: fields.get("kind") });
  const text = fields.get("mapping");
  if (text === undefined || text.trim() === "") return { kind, mapping: null };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid([{ path: "mapping", message: "is not valid JSON" }]);
  }
  const parsed = mappingSchema.safeParse(json);
  if (parsed.success) return { kind, mapping: parsed.data };
  throw invalid(
    parsed.error.issues.map((issue) => ({
      path: ["mapping", ...issue.path].join("."),
      message: issue.message,
    })),
  );
}

/** A field that came as a file of its own (`-F mapping=@mapping.json`); what is too long ends as invalid JSON. */
function collect(stream: Readable, done: (text: string) => void): void {
  const parts: Buffer[] = [];
  let size = 0;
  stream.on("data", (part: Buffer) => {
    size += part.length;
    if (size <= MAX_FIELD_BYTES) parts.push(part);
  });
  stream.on("end", () => done(Buffer.concat(parts).toString("utf8")));
}

/** Feeds the request to busboy and hands each file to `onFile`; resolves when form and file are through. */
async function readForm(
  request: Request,
  onFile: (name: string, stream: Readable, form: Form) => Promise<number>,
): Promise<number> {
  if (!request.body) throw malformed("The body is empty");
  const form = parser(request);
  const fields = new Map<string, string>();
  const body = Readable.fromWeb(request.body as NodeStream<Uint8Array>);
  let stored: Promise<number> | undefined;
  const ended = new Promise<void>((resolve, reject) => {
    form.on("close", resolve);
    form.on("error", (cause) => reject(malformed("The form is cut off or malformed", cause)));
    body.on("error", (cause) => reject(malformed("The upload was broken off", cause)));
  });
  // Whoever waits for it sees the error; a form refused earlier must not leave it unhandled.
  ended.catch(() => undefined);
  body.on("error", (cause) => form.destroy(cause));
  form.on("field", (name, value, info) => {
    if (info.valueTruncated) form.destroy(malformed(`The field "${name}" is too long`));
    else fields.set(name, value);
  });
  form.on("file", (name, stream, info) => {
    // Whoever reads it sees its error; it may come before anybody does.
    stream.on("error", () => undefined);
    if (name === "mapping" || name === "kind") {
      collect(stream, (value) => fields.set(name, value));
      return;
    }
    if (name !== "file" || stored) {
      stream.resume();
      return;
    }
    stored = onFile(info.filename ?? "", stream, { fields, ended });
    // The rest of a refused file must not keep the connection waiting.
    stored.catch((error: Error) => {
      body.destroy();
      form.destroy(error);
    });
  });
  body.pipe(form);
  await ended.catch(async (error) => {
    // What went wrong with the file says more than that the form then ended early.
    const cause = await stored?.catch((failed) => failed);
    throw cause instanceof AppError ? cause : error;
  });
  if (!stored) throw invalid([{ path: "file", message: "is missing" }]);
  return stored;
}

/**
 * POST /api/v1/imports: `file`, `kind` and, to start at once, `mapping`, in any order. The file goes from the
 * socket to the database in pieces; memory stays constant.
 * @throws AppError `malformed`, `too_large`, `invalid`
 */
export async function uploadImport(ctx: Context, _input: unknown, request: Request): Promise<ImportView> {
  authorize(ctx, "imports:create");
  const limit = env().HOTSHEET_IMPORT_MAX_BYTES;
  if (Number(request.headers.get("content-length") ?? 0) > limit + FORM_OVERHEAD) {
    throw new AppError("too_large", `The file may have at most ${limit} bytes`);
  }
  let mapped = false;
  const id = await readForm(request, (name, stream, form) =>
    createImport(ctx, name, stream as AsyncIterable<Uint8Array>, async () => {
      await form.ended;
      const upload = describe(form);
      mapped = upload.mapping !== null;
      return upload;
    }),
  );
  if (!mapped) return getImport(ctx, { id });
  try {
    return await startImport(ctx, { id });
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid") await discardImport(ctx, id);
    throw error;
  }
}
