import { inWorkspace } from "#db/client.ts";
import { sources } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { CreateSource, NewSource } from "./schemas.ts";
import { newWriteKey, writeKeyHash } from "./write-key.ts";

/** Makes a source and answers its write key, which is stored only as a hash. */
export async function createSource(ctx: Context, input: CreateSource): Promise<NewSource> {
  authorize(ctx, "sources:manage");
  const key = newWriteKey();
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const [made] = await tx
      .insert(sources)
      .values({
        workspaceId: ctx.workspaceId,
        name: input.name,
        writeKeyHash: writeKeyHash(key),
        prefix: key.slice(0, 8),
      })
      .returning({ id: sources.id, name: sources.name });
    if (!made) throw new Error("the source was not stored");
    await audit(tx, ctx, "sources.create", `source:${made.id}`, { name: made.name });
    return { ...made, write_key: key };
  });
}
