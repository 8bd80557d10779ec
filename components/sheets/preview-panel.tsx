"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { BarList } from "#components/charts/bar-list.tsx";
import { Histogram } from "#components/charts/histogram.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { useDebounced } from "#components/ui/use-debounced.ts";
import { ApiError } from "#lib/http/client.ts";
import type { SheetContent } from "#lib/scoring/schema.ts";
import { previewQuery } from "#lib/sheets/api.ts";
import { medianScore } from "#lib/sheets/median-score.ts";
import type { Preview } from "#lib/sheets/preview-schemas.ts";
import { PreviewGroups } from "./preview-groups.tsx";
import { PreviewMovers } from "./preview-movers.tsx";

const SETTLE_MS = 400;

interface PreviewPanelProps {
  sheetKey: string;
  segment: string;
  /** The last valid content. */
  content: SheetContent;
  /** True where what is on screen is not valid, so that the figures are of an older state. */
  behind: boolean;
}

/** What a content would do, a moment after its last change; old figures stay, dimmed, until the new ones are there. */
export function PreviewPanel({ sheetKey, segment, content, behind }: PreviewPanelProps) {
  const t = useTranslations("SheetPreview");
  const asked = useDebounced(content, SETTLE_MS);
  const { data, error, isFetching, refetch } = useQuery(previewQuery(sheetKey, segment, asked));
  if (error && !data) {
    return (
      <ErrorState requestId={error instanceof ApiError ? error.requestId : null} onRetry={() => refetch()} />
    );
  }
  if (!data) return <SkeletonRegion />;
  const settling = asked !== content;
  return (
    <div className="flex flex-col gap-2 pt-6">
      {behind && <p className="text-caution">{t("invalid")}</p>}
      <Updating active={isFetching || settling}>
        <div className="grid gap-8 xl:grid-cols-2">
          <PreviewGroups preview={data} />
          <PreviewScores preview={data} content={asked} />
          <PreviewHandovers preview={data} />
          <PreviewMovers preview={data} />
        </div>
      </Updating>
    </div>
  );
}

function PreviewScores({ preview, content }: { preview: Preview; content: SheetContent }) {
  const t = useTranslations("SheetPreview");
  const { histogram, active_version: active, sample } = preview;
  const median = medianScore(histogram);
  return (
    <Histogram
      title={t("scores")}
      takeaway={median === null ? "" : t("scoresTakeaway", { median })}
      n={sample.size}
      csvName="scores"
      bins={histogram.map(({ from, to, now, draft }) =>
        active === null ? { from, to, active: draft } : { from, to, active: now ?? 0, draft },
      )}
      thresholds={content.groups.flatMap(({ name, from }) =>
        from.total === undefined ? [] : [{ at: from.total, label: name }],
      )}
      labels={{
        value: t("score"),
        from: t("from"),
        to: t("to"),
        active: active === null ? t("draft") : t("active"),
        draft: t("draft"),
      }}
    />
  );
}

function PreviewHandovers({ preview }: { preview: Preview }) {
  const t = useTranslations("SheetPreview");
  const format = useFormatter();
  const { handovers, groups, sample } = preview;
  const { now, draft } = handovers.per_week;
  if (!groups.some((group) => group.handover)) {
    return (
      <section>
        <h2 className="font-semibold text-lg">{t("handovers")}</h2>
        <p>{t("handoversNone")}</p>
      </section>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <BarList
        title={t("handovers")}
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
