import { and, eq, sql } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { importChunks, imports } from "#db/schema/index.ts";
import { AppError } from "../errors.ts";
import { CHUNK_BYTES } from "./limits.ts";

const SLICE_BYTES = 64 * 1024;

async function store(workspaceId: number, importId: number, position: number, bytes: Buffer): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    await tx.insert(importChunks).values({ workspaceId, importId, position, bytes });
    await tx
      .update(imports)
      .set({ bytes: sql`${imports.bytes} + ${bytes.length}` })
      .where(and(eq(imports.workspaceId, workspaceId), eq(imports.id, importId)));
  });
}

/**
 * Stores a file piece by piece, each in a transaction of its own (a slow upload must not hold a connection).
 * @returns the file's size in bytes
 * @throws AppError `too_large` past `maxBytes`
 */
export async function storeFile(
  workspaceId: number,
  importId: number,
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<number> {
  let parts: Uint8Array[] = [];
  let held = 0;
  let position = 0;
  let total = 0;
  const flush = async () => {
    if (held === 0) return;
    await store(workspaceId, importId, position++, Buffer.concat(parts));
    parts = [];
    held = 0;
  };
  for await (const part of source) {
    total += part.length;
    if (total > maxBytes) throw new AppError("too_large", `The file may have at most ${maxBytes} bytes`);
    for (let from = 0; from < part.length; ) {
      const piece = part.subarray(from, from + CHUNK_BYTES - held);
      parts.push(piece);
      held += piece.length;
      from += piece.length;
      if (held === CHUNK_BYTES) await flush();
    }
  }
  await flush();
  return total;
}

/** The stored file from its beginning. `onRead` is told how many bytes have been handed on so far. */
export async function* readFile(
  workspaceId: number,
  importId: number,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for (let position = 0; ; position++) {
    const [chunk] = await inWorkspace(
      workspaceId,
      (tx) =>
        tx
          .select({ bytes: importChunks.bytes })
          .from(importChunks)
          .where(
            and(
              eq(importChunks.workspaceId, workspaceId),
              eq(importChunks.importId, importId),
              eq(importChunks.position, position),
            ),
          ),
      { readOnly: true },
    );
    if (!chunk) return;
    for (let from = 0; from < chunk.bytes.length; from += SLICE_BYTES) {
      const slice = chunk.bytes.subarray(from, from + SLICE_BYTES);
      done += slice.length;
      onRead(done);
      yield slice;
    }
  }
}

/** Deletes the stored file: once its rows are in, nobody needs a second copy of personal data. */
export async function dropFile(workspaceId: number, importId: number): Promise<void> {
  await inWorkspace(
    workspaceId,
    (tx) =>
      tx
        .delete(importChunks)
        .where(and(eq(importChunks.workspaceId, workspaceId), eq(importChunks.importId, importId))),
    { timeoutMs: 120_000 },
  );
}
