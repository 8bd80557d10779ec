"use client";

import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import type { Copy, ItemRef } from "#lib/sheets/items.ts";
import { ItemView, useItemName } from "./item-view.tsx";

/** An item that has changed since it was suggested to change it: as it stands now, and as it was suggested. */
export function SuggestionClash({ item, now, suggested }: { item: ItemRef; now: Copy; suggested: Copy }) {
  const t = useTranslations("Suggestions");
  const nameOf = useItemName();
  const sides = [
    { label: t("now"), copy: now },
    { label: t("suggested"), copy: suggested },
  ];
  return (
    <Alert tone="caution" live title={t("outdatedTitle", { item: nameOf(item, now, suggested) })}>
      <p>{t("outdatedText")}</p>
      <div className="mt-2 grid gap-4 sm:grid-cols-2">
        {sides.map(({ label, copy }) => (
          <section
            key={label}
            aria-label={label}
            className="flex flex-col gap-2 rounded-md border bg-raised p-3"
          >
            <h4 className="font-medium text-muted text-sm">{label}</h4>
            <ItemView item={item} copy={copy} />
          </section>
        ))}
      </div>
    </Alert>
  );
}
