import type { Tx } from "#db/client.ts";
import { notFound } from "../errors.ts";
import type { ReadySheet } from "../scores/model.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { isOpen, loadContent, loadSheet, loadVersions, type SheetRow } from "../sheets/internal.ts";
import { conditionOf, ready } from "../sheets/previewed.ts";
import { readContent } from "../sheets/read-content.ts";

export type Asked = {
  sheet: SheetRow;
  segment: string;
  content: SheetContent;
  /** Number of the version that the content is that of, or would change. */
  version: number;
  ready: ReadySheet;
};

/**
 * The content that is asked about, ready to score: the one given, that of the version named, else that of the open
 * draft, the active version or the newest one.
 * @throws AppError `not_found`, `invalid_sheet`, `invalid` for an unknown segment.
 */
export async function loadAsked(
  tx: Tx,
  workspaceId: number,
  input: {
    key: string;
    content?: unknown;
    segment?: string | undefined;
    version?: number | undefined;
  },
): Promise<Asked> {
  const sheet = await loadSheet(tx, workspaceId, input.key);
  const versions = await loadVersions(tx, workspaceId, [sheet.id]);
  const named = versions.find(({ number }) => number === input.version);
  if (input.version !== undefined && !named) throw notFound("Version");
  const base =
    named ?? versions.find(isOpen) ?? versions.find(({ state }) => state === "active") ?? versions[0];
  if (!base) throw notFound("Version");
  const segment = input.segment ?? base.segment;
  const content = readContent(input.content ?? (await loadContent(tx, workspaceId, base.id)));
  const condition = await conditionOf(tx, workspaceId, segment);
  const made = await ready(tx, workspaceId, content, condition);
  return { sheet, segment, content, version: base.number, ready: made.sheet };
}
