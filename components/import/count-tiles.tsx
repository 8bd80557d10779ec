"use client";

import { Equal, type LucideIcon, Pencil, Plus, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";

const COUNTS = ["created", "updated", "unchanged", "refused"] as const;
const ICONS: Record<(typeof COUNTS)[number], LucideIcon> = {
  created: Plus,
  updated: Pencil,
  unchanged: Equal,
  refused: X,
};

/** What became, or would become, of the rows. */
export function CountTiles({ counts }: { counts: Record<(typeof COUNTS)[number], number> }) {
  const t = useTranslations("Imports");
  const format = useFormatter();
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      {COUNTS.map((name) => {
        const Icon = ICONS[name];
        return (
          <div key={name} className="rounded-lg border p-3">
            <dt className="flex items-center gap-1 text-muted text-sm">
              <Icon aria-hidden className="size-4" />
              {t(`count.${name}`)}
            </dt>
            <dd className="font-semibold text-xl tabular-nums">{format.number(counts[name])}</dd>
          </div>
        );
      })}
    </dl>
  );
}
