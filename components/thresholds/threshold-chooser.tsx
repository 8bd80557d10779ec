"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { ApiError } from "#lib/http/client.ts";
import { type ThresholdsInput, thresholdsQuery } from "#lib/thresholds/api.ts";
import { ThresholdResult } from "./threshold-result.tsx";

const HORIZONS = [30, 60, 90] as const;

interface ThresholdChooserProps {
  sheetKey: string;
  /** What is asked about: a content under edit, or a version; left out: the open draft, else the active one. */
  asked?: Pick<ThresholdsInput, "content" | "segment" | "version">;
  /** What on screen is not in the figures yet. */
  updating?: boolean;
  /** Makes that group hand over from a score in the draft (null: there is none yet); left out where nothing can be edited. */
  onChoose?: ((group: string | null, at: number) => void) | undefined;
}

/** What each threshold would have handed over, and the one that a goal asks for. */
export function ThresholdChooser({
  sheetKey,
  asked = {},
  updating = false,
  onChoose,
}: ThresholdChooserProps) {
  const t = useTranslations("Thresholds");
  const [days, setDays] = useState<number>(90);
  const query = useQuery(thresholdsQuery(sheetKey, { ...asked, horizon_days: days }));
  const { data, error, isFetching, refetch } = query;
  return (
    <section aria-label={t("title")} className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="font-semibold text-xl">{t("title")}</h2>
          <p className="text-muted">{t("text")}</p>
        </div>
        <SegmentedControl
          label={t("horizon")}
          value={String(days)}
          onValueChange={(next) => setDays(Number(next))}
          options={HORIZONS.map((n) => ({ value: String(n), label: t("horizonDays", { n }) }))}
        />
      </div>
      {error && (
        <ErrorState
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => refetch()}
          headingLevel={3}
        />
      )}
      {!data && !error && (
        <div>
          <p role="status" className="text-muted text-sm">
            {t("runs")}
          </p>
          <SkeletonRegion rows={5} />
        </div>
      )}
      {data && (
        <Updating active={isFetching || updating}>
          <ThresholdResult thresholds={data} onChoose={onChoose} />
        </Updating>
      )}
    </section>
  );
}
