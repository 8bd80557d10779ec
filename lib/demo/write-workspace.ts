import { enterWorkspace, type Tx } from "#db/client.ts";
import { members, sources, users, workspaces } from "#db/schema/index.ts";
import { SEED_SHEETS } from "#db/seed/sheets.ts";
import { DAY } from "#db/seed/types.ts";
import { hashPassword } from "../auth/password.ts";
import { newWriteKey, writeKeyHash } from "../sources/write-key.ts";
import { type DemoWorkspace, only, type VersionIds } from "./internal.ts";
import { DEMO_MEMBERS, DEMO_PASSWORD } from "./members.ts";
import { writeSheet } from "./write-sheets.ts";

/** The workspace, its people, a source, segments and sheets with their versions and signatures. `tx` enters it. */
export async function writeWorkspace(tx: Tx, now: number): Promise<DemoWorkspace> {
  const since = new Date(now - 366 * DAY);
  const { workspaceId } = only(
    await tx
      .insert(workspaces)
      .values({ name: "Hotsheet demo", timeZone: "Europe/Madrid", isDemo: true, createdAt: since })
      .returning({ workspaceId: workspaces.id }),
  );
  await enterWorkspace(tx, workspaceId);
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const ids = new Map<string, number>();
  for (const { email, name, role } of DEMO_MEMBERS) {
    const made = await tx
      .insert(users)
      .values({ email, name, passwordHash, createdAt: since })
      .returning({ id: users.id });
    const member = { workspaceId, userId: only(made).id, role, createdAt: since };
    ids.set(email, only(await tx.insert(members).values(member).returning({ id: members.id })).id);
  }
  // Nobody is told this key: whoever wants to send events makes a source of one's own.
  const key = newWriteKey();
  const source = {
    workspaceId,
    name: "www.example.com",
    writeKeyHash: writeKeyHash(key),
    prefix: key.slice(0, 8),
    createdAt: since,
  };
  const { sourceId } = only(await tx.insert(sources).values(source).returning({ sourceId: sources.id }));
  const versions = new Map<string, VersionIds>();
  for (const sheet of SEED_SHEETS) {
    for (const [version, made] of await writeSheet(tx, workspaceId, sheet, ids, now))
      versions.set(version, made);
  }
  return { workspaceId, sourceId, members: ids, versions };
}
