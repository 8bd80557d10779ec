import type { Tx } from "#db/client.ts";
import { auditLog, segments, sheetSignatures, sheets, sheetVersions } from "#db/schema/index.ts";
import { reign } from "#db/seed/scoring.ts";
import type { SeedSheet, SeedVersion } from "#db/seed/sheets.ts";
import { DAY } from "#db/seed/types.ts";
import type { Side } from "../permissions.ts";
import { contentHash } from "../scoring/hash.ts";
import { idOf, only, type VersionIds, versionKey } from "./internal.ts";

/** A segment and its sheet with all versions, signatures and what the audit log says of them, each dated as it was. */
export async function writeSheet(
  tx: Tx,
  workspaceId: number,
  sheet: SeedSheet,
  memberIds: ReadonlyMap<string, number>,
  now: number,
): Promise<Map<string, VersionIds>> {
  const { key, name, when: condition, position } = sheet.segment;
  const createdAt = new Date(now - (sheet.versions[0]?.createdDaysAgo ?? 0) * DAY);
  const segment = { workspaceId, key, name, condition, position, createdAt, updatedAt: createdAt };
  const segmentId = only(await tx.insert(segments).values(segment).returning({ id: segments.id })).id;
  const head = { workspaceId, key: sheet.key, name: sheet.name, createdAt };
  const sheetId = only(await tx.insert(sheets).values(head).returning({ id: sheets.id })).id;
  const made = new Map<string, VersionIds>();
  for (const version of sheet.versions) {
    const { number, state, content, note } = version;
    const span = reign(version, now);
    const created = now - version.createdDaysAgo * DAY;
    const hash = contentHash(key, content);
    const values = {
      workspaceId,
      sheetId,
      number,
      state,
      segmentId,
      content,
      hash,
      note,
      createdBy: idOf(memberIds, "marketer@demo.test"),
      createdAt: new Date(created),
      updatedAt: new Date(created + 3 * DAY),
      activatedAt: span && new Date(span.from),
      retiredAt: span?.to ? new Date(span.to) : null,
    };
    const versionId = only(
      await tx.insert(sheetVersions).values(values).returning({ id: sheetVersions.id }),
    ).id;
    made.set(versionKey(sheet.key, number), { sheetId, versionId });
    const signed = signaturesOf(version, span, created).map(({ email, ...signature }) => ({
      ...signature,
      memberId: idOf(memberIds, email),
    }));
    await tx.insert(sheetSignatures).values(signed.map((row) => ({ ...row, workspaceId, versionId, hash })));
    const entry = { workspaceId, subject: `sheet:${sheet.key}`, requestId: "demo" };
    await tx.insert(auditLog).values(
      signed.flatMap(({ side, memberId, signedAt: at }) => {
        const sign = {
          ...entry,
          at,
          memberId,
          action: "sheets.sign",
          detail: { version: number, side, hash },
        };
        return span?.from === at.getTime()
          ? [sign, { ...sign, action: "sheets.activate", detail: { version: number, hash } }]
          : [sign];
      }),
    );
  }
  return made;
}

type Signed = { side: Side; email: string; signedAt: Date };

/** Marketing signs some days after the draft was begun; the second signature, of sales, puts it into force. */
function signaturesOf({ state }: SeedVersion, span: { from: number } | null, created: number): Signed[] {
  const marketing: Signed = {
    side: "marketing",
    email: "marketer@demo.test",
    signedAt: new Date(created + 4 * DAY),
  };
  if (state === "in_review" || !span) return [marketing];
  return [marketing, { side: "sales", email: "sales@demo.test", signedAt: new Date(span.from) }];
}
