"use client";

import { useFormatter, useTranslations } from "next-intl";
import { BarList } from "#components/charts/bar-list.tsx";
import type { Preview } from "#lib/sheets/preview-schemas.ts";

/** How many leads would be handed over a week. */
export function PreviewHandovers({ preview }: { preview: Preview }) {
  const t = useTranslations("SheetPreview");
  const format = useFormatter();
  const { handovers, groups, sample } = preview;
  const { now, draft } = handovers.per_week;
  if (!groups.some((group) => group.handover)) {
    return (
      <section>
        <h3 className="font-semibold text-lg">{t("handovers")}</h3>
        <p>{t("handoversNone")}</p>
      </section>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <BarList
        title={t("handovers")}
        headingLevel={3}
        takeaway={now === null ? t("handoversTakeaway", { draft }) : t("handoversBoth", { draft, now })}
        n={sample.size}
        csvName="handovers"
        bars={handovers.weeks.map((week) => ({
          key: week.to,
          label: t("week", { date: format.dateTime(new Date(week.to), { day: "numeric", month: "short" }) }),
          value: week.draft,
          note: week.now === null ? undefined : `${t("now")}: ${format.number(week.now)}`,
          tone: "hot" as const,
        }))}
        labels={{ name: t("from"), value: t("draft"), ...(now === null ? {} : { note: t("now") }) }}
      />
      <p className="text-muted text-sm">{t("weeks")}</p>
    </div>
  );
}
