"use client";

import { useTranslations } from "next-intl";
import { diffItems } from "#lib/sheets/diff-items.ts";
import type { Copy } from "#lib/sheets/items.ts";
import { DiffView } from "./diff-view.tsx";

/** What leads from one copy to another, in sentences; the segment, which is no part of the content, included. */
export function ChangesView({ before, after }: { before: Copy; after: Copy }) {
  const t = useTranslations("Suggestions");
  const isOther = before.segment !== after.segment;
  const changes = diffItems(before, after).length;
  return (
    <div className="flex flex-col gap-2">
      {isOther && <p>{t("segment", { from: before.segment, to: after.segment })}</p>}
      {(!isOther || changes > 1) && (
        <DiffView before={before.content} after={after.content} counted={false} />
      )}
    </div>
  );
}
