"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { editsQuery } from "#lib/sheets/api.ts";
import { type ItemRef, refText, sameRef } from "#lib/sheets/items.ts";
import { ItemView, useItemName } from "./item-view.tsx";
import type { WorkingCopy } from "./use-working-copy.ts";

/** How far back the last edit of an item is looked for. */
const LOOK_BACK = 200;

/** Items that two people have changed: both versions, and whose counts. */
export function Conflicts({ sheet, copy }: { sheet: string; copy: WorkingCopy }) {
  return copy.conflicts.map((item) => <Conflict key={refText(item)} sheet={sheet} copy={copy} item={item} />);
}

function Conflict({ sheet, copy, item }: { sheet: string; copy: WorkingCopy; item: ItemRef }) {
  const t = useTranslations("Sheets.together");
  const format = useFormatter();
  const nameOf = useItemName();
  const { data } = useQuery(editsQuery(sheet, Math.max(0, copy.revision - LOOK_BACK)));
  const last = data?.edits.findLast((edit) => sameRef(edit.item, item));
  const theirs = last?.member
    ? t("theirsBy", {
        name: last.member.name,
        time: format.dateTime(new Date(last.at), { timeStyle: "short" }),
      })
    : t("theirs");
  return (
    <Alert
      tone="caution"
      live
      title={t("conflict", { item: nameOf(item, copy, copy.base) })}
      className="mb-4"
    >
      <p>{t("conflictText")}</p>
      <div className="mt-2 grid gap-4 sm:grid-cols-2">
        {(["mine", "theirs"] as const).map((whose) => (
          <section
            key={whose}
            aria-label={whose === "mine" ? t("yours") : theirs}
            className="flex flex-col gap-2 rounded-md border bg-raised p-3"
          >
            <h3 className="font-medium text-muted text-sm">{whose === "mine" ? t("yours") : theirs}</h3>
            <ItemView item={item} copy={whose === "mine" ? copy : copy.base} />
            <Button size="sm" className="self-start" onClick={() => copy.resolve(item, whose)}>
              {whose === "mine" ? t("keepMine") : t("takeTheirs")}
            </Button>
          </section>
        ))}
      </div>
    </Alert>
  );
}
