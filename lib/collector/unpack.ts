import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AppError } from "../errors.ts";
import { readBody } from "../http/parse.ts";
import { places } from "../places.ts";

export const MAX_BYTES = 4 * 1024 * 1024;

/** Half unpacked bodies take memory too: few at once, the others wait packed. */
const unpacking = places({
  atOnce: 4,
  waiting: 500,
  refuse: () => new AppError("unavailable", "Too many messages at once; try again", { retryAfter: 1 }),
});

/** Known by its first bytes, whatever the headers say: JSON never begins like this. */
const isGzip = (body: Buffer) => body[0] === 0x1f && body[1] === 0x8b;

/**
 * The body, unpacked where it is gzipped; what unpacks to more than the limit is given up before it does.
 * @throws AppError `too_large`, `malformed`
 */
export async function readUnpacked(request: Request): Promise<Buffer> {
  const body = await readBody(request, MAX_BYTES);
  if (!isGzip(body)) return body;
  try {
    return await unpacking(() => promisify(gunzip)(body, { maxOutputLength: MAX_BYTES }));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw new AppError("too_large", `The unpacked body may have at most ${MAX_BYTES} bytes`, { cause });
    throw new AppError("malformed", "The gzip body is damaged or cut off", { cause });
  }
}
