import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { sheetVersions } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { invalid } from "../errors.ts";
import { rescoreEverybody } from "../scores/rescore-everybody.ts";
import { unstorable } from "../storable.ts";
import { announceSheet } from "./announce-sheet.ts";
import type { SheetRow, VersionRow } from "./internal.ts";
import { loadPeople, signersAmong, tellAbout } from "./people.ts";

type VersionChange = Partial<typeof sheetVersions.$inferInsert>;

export function setVersion(tx: Tx, workspaceId: number, id: number, change: VersionChange) {
  return tx
    .update(sheetVersions)
    .set(change)
    .where(and(eq(sheetVersions.workspaceId, workspaceId), eq(sheetVersions.id, id)));
}

export type Activation = { note?: string; activate_at?: string; silent?: boolean };

const MAX_WAIT_MS = 366 * 86_400_000;

/** The time to activate at, or null for at once. @throws AppError `invalid` for notes and times that cannot be. */
export function readActivation({ note, activate_at: at }: Activation, now: Date): Date | null {
  const unfit = note === undefined ? null : unstorable(note, "note");
  if (unfit) throw invalid([{ path: "note", message: unfit }]);
  if (at === undefined) return null;
  const time = new Date(at);
  if (time.getTime() > now.getTime() + MAX_WAIT_MS) {
    throw invalid([{ path: "activate_at", message: "At most a year from now", code: "too_late" }]);
  }
  return time <= now ? null : time;
}

/**
 * Makes a version that both sides have signed the active one: at once, retiring the one before and asking for
 * everybody to be rescored, or by a time that `sheets.activate` looks at.
 */
export async function activateOrSchedule(
  tx: Tx,
  ctx: Context,
  sheet: SheetRow,
  versions: readonly VersionRow[],
  version: VersionRow,
  { note, activate_at, silent = false }: Activation,
): Promise<{ state: "active" | "in_review"; scheduledAt: Date | null }> {
  const { workspaceId } = ctx;
  const now = new Date();
  const scheduledAt = readActivation({ note, activate_at }, now);
  const people = await loadPeople(tx, workspaceId);
  const subject = `sheet:${sheet.key}`;
  const detail = { version: version.number, hash: version.hash, silent };
  const change = { silent, ...(note ? { note } : {}) };
  await announceSheet(tx, ctx, sheet.key, version.revision);
  if (scheduledAt) {
    await setVersion(tx, workspaceId, version.id, { ...change, state: "in_review", scheduledAt });
    await audit(tx, ctx, "sheets.schedule", subject, { ...detail, at: scheduledAt.toISOString() });
    await tellAbout(tx, ctx, sheet, people, signersAmong(people), {
      kind: "scheduled",
      payload: { version: version.number, at: scheduledAt.toISOString() },
    });
    return { state: "in_review", scheduledAt };
  }
  const old = versions.find(({ state }) => state === "active");
  if (old) await setVersion(tx, workspaceId, old.id, { state: "retired", retiredAt: now });
  await setVersion(tx, workspaceId, version.id, { ...change, state: "active", activatedAt: now });
  await rescoreEverybody(tx, workspaceId, "activation", silent ? version.id : undefined);
  await audit(tx, ctx, "sheets.activate", subject, {
    ...detail,
    trial_days: version.trialDays,
    retired: old?.number ?? null,
  });
  await tellAbout(tx, ctx, sheet, people, signersAmong(people), {
    kind: "activated",
    payload: { version: version.number },
  });
  return { state: "active", scheduledAt: null };
}
