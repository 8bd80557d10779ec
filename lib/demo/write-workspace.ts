import { enterWorkspace, type Tx } from "#db/client.ts";
import { members, segments, sheetSignatures, sheets, sheetVersions, sources, users, workspaces } from "#db/schema/index.ts";
import { reign } from "#db/seed/scoring.ts";
import { SEED_SHEETS, type SeedSheet, type SeedVersion } from "#db/seed/sheets.ts";
import { DAY } from "#db/seed/types.ts";
import { hashPassword } from "../auth/password.ts";
import { contentHash } from "../scoring/hash.ts";
import { newWriteKey, writeKeyHash } from "../sources/write-key.ts";
import { DEMO_MEMBERS, DEMO_PASSWORD } from "./members.ts";

export type DemoWorkspace = {
  workspaceId: number;
  sourceId: number;
  /** Member ids by e-mail address. */
  members: ReadonlyMap<string, number>;
  /** Ids by sheet key and version number. */
  versions: ReadonlyMap<string, { sheetId: number; versionId: number }>;
};

export const versionKey = (sheet: string, version: number) => `${sheet}/${version}`;

function only<T>(rows: T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error("an insert returned no row");
  return row;
}

/** The look-up of an id that was made here. */
export function idOf<K, V>(ids: ReadonlyMap<K, V>, key: K): V {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`nothing was made for ${String(key)}`);
  return id;
}

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
    const made = await tx.insert(users).values({ email, name, passwordHash, createdAt: since }).returning({ id: users.id });
    const member = { workspaceId, userId: only(made).id, role, createdAt: since };
    ids.set(email, only(await tx.insert(members).values(member).returning({ id: members.id })).id);
  }
  // Nobody is told this key: whoever wants to send events makes a source of one's own.
  const key = newWriteKey();
  const source = { workspaceId, name: "www.example.com", writeKeyHash: writeKeyHash(key), prefix: key.slice(0, 8), createdAt: since };
  const { sourceId } = only(await tx.insert(sources).values(source).returning({ sourceId: sources.id }));
  const versions = new Map<string, { sheetId: number; versionId: number }>();
  for (const sheet of SEED_SHEETS) await writeSheet(tx, workspaceId, sheet, ids, versions, now);
  return { workspaceId, sourceId, members: ids, versions };
}

async function writeSheet(
  tx: Tx,
  workspaceId: number,
  sheet: SeedSheet,
  memberIds: ReadonlyMap<string, number>,
  versions: Map<string, { sheetId: number; versionId: number }>,
  now: number,
): Promise<void> {
  const { key, name, when: condition, position } = sheet.segment;
  const first = sheet.versions[0];
  const createdAt = new Date(now - (first?.createdDaysAgo ?? 0) * DAY);
  const segment = { workspaceId, key, name, condition, position, createdAt, updatedAt: createdAt };
  const { segmentId } = only(await tx.insert(segments).values(segment).returning({ segmentId: segments.id }));
  const made = await tx.insert(sheets).values({ workspaceId, key: sheet.key, name: sheet.name, createdAt }).returning({ id: sheets.id });
  const sheetId = only(made).id;
  for (const version of sheet.versions) {
    const span = reign(version, now);
    const hash = contentHash(key, version.content);
    const created = now - version.createdDaysAgo * DAY;
    const { versionId } = only(
      await tx
        .insert(sheetVersions)
        .values({
          workspaceId,
          sheetId,
          number: version.number,
          state: version.state,
          segmentId,
          content: version.content,
          hash,
          note: version.note,
          createdBy: idOf(memberIds, "marketer@demo.test"),
          createdAt: new Date(created),
          updatedAt: new Date(created + 3 * DAY),
          activatedAt: span && new Date(span.from),
          retiredAt: span?.to ? new Date(span.to) : null,
        })
        .returning({ versionId: sheetVersions.id }),
    );
    versions.set(versionKey(sheet.key, version.number), { sheetId, versionId });
    await tx.insert(sheetSignatures).values(
      signaturesOf(version, span, created).map(({ side, email, signedAt }) => ({
        workspaceId, versionId, side, memberId: idOf(memberIds, email), hash, signedAt: new Date(signedAt),
      })),
    );
  }
}

/** Marketing signs some days after the draft was begun; the second signature, of sales, puts it into force. */
function signaturesOf(version: SeedVersion, span: { from: number } | null, created: number) {
  const marketing = { side: "marketing", email: "marketer@demo.test", signedAt: created + 4 * DAY } as const;
  if (version.state === "in_review" || !span) return [marketing];
  return [marketing, { side: "sales", email: "sales@demo.test", signedAt: span.from } as const];
}
