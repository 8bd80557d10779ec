"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { Source } from "#lib/sources/schemas.ts";

export function SourceState({ source }: { source: Source }) {
  const t = useTranslations("Sources");
  const format = useFormatter();
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Badge tone={source.disabled ? "danger" : "success"}>{t(source.disabled ? "revoked" : "active")}</Badge>
      {source.previous_until && !source.disabled && (
        <span className="text-muted text-sm">
          {t("oldKeyUntil", {
            when: format.dateTime(new Date(source.previous_until), {
              dateStyle: "medium",
              timeStyle: "short",
            }),
          })}
        </span>
      )}
    </span>
  );
}
