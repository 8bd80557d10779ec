import type { Context } from "../context.ts";
import { createImport } from "./create-import.ts";
import { getImport } from "./get-import.ts";
import type { ImportKind } from "./kinds.ts";
import { type MappingInput, mappingSchema } from "./mapping.ts";
import { prepareImport } from "./prepare.ts";
import { runImport } from "./run.ts";
import type { ImportView } from "./schemas.ts";

export async function* bytesOf(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof content === "string" ? Buffer.from(content) : content;
}

/** An uploaded import's id. */
export function upload(
  ctx: Context,
  kind: ImportKind,
  content: string | Uint8Array,
  mapping: MappingInput | null = null,
  fileName = "file.csv",
): Promise<number> {
  const parsed = mapping === null ? null : mappingSchema.parse(mapping);
  return createImport(ctx, fileName, bytesOf(content), async () => ({ kind, mapping: parsed }));
}

/** Makes an import `running` without sending a job, as the command line does. */
export const prepare = (ctx: Context, id: number): Promise<void> =>
  prepareImport(ctx, id, async () => undefined);

/** Uploads, runs to the end, and returns the import as the API shows it. */
export async function importAll(
  ctx: Context,
  kind: ImportKind,
  content: string | Uint8Array,
  mapping: MappingInput,
): Promise<ImportView> {
  const id = await upload(ctx, kind, content, mapping);
  await prepare(ctx, id);
  await runImport(ctx.workspaceId, id);
  return getImport(ctx, { id });
}

/**
 * A generated file of leads as a stream: `rows` rows of about `width` bytes, the same for the same arguments.
 * For measuring memory on files larger than memory; map `id` to user_id and `text` to attribute:text.
 */
export async function* generateLeads(rows: number, width = 200): AsyncGenerator<Uint8Array> {
  yield Buffer.from("id,email,title,text\n");
  const filler = "lorem ipsum ".repeat(Math.ceil(width / 12)).slice(0, Math.max(0, width - 60));
  const PER_CHUNK = 500;
  for (let from = 0; from < rows; from += PER_CHUNK) {
    const lines: string[] = [];
    for (let n = from; n < Math.min(rows, from + PER_CHUNK); n++) {
      lines.push(
        `gen-${n},lead${n}@generated.test,${n % 7 === 0 ? "CEO" : "Engineer"},${n % 97} ${filler}\n`,
      );
    }
    yield Buffer.from(lines.join(""));
  }
}
