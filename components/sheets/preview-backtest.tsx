"use client";

import { useQuery } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsInteger, useQueryState } from "nuqs";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { ApiError } from "#lib/http/client.ts";
import { type Asked, backtestQuery } from "#lib/sheets/api.ts";
import { BacktestRates } from "./backtest-rates.tsx";
import { BacktestWeeks } from "./backtest-weeks.tsx";

const HORIZONS = [30, 60, 90] as const;
/** Open where the URL names a horizon in days. */
const horizonParser = parseAsInteger.withOptions({ history: "push" });

interface PreviewBacktestProps {
  asked: Asked;
  updating: boolean;
}

/** The draft scored as of past weeks: asked for only while this is open, because it reads half a year. */
export function PreviewBacktest(props: PreviewBacktestProps) {
  const t = useTranslations("SheetPreview");
  const [horizon, setHorizon] = useQueryState("backtest", horizonParser);
  const days = HORIZONS.find((one) => one === horizon);
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold text-lg">{t("backtest")}</h3>
        {days !== undefined && (
          <Button size="sm" variant="ghost" onClick={() => setHorizon(null)}>
            {t("backtestClose")}
          </Button>
        )}
      </div>
      <p className="text-muted text-sm">{t("backtestText")}</p>
      {days === undefined ? (
        <Button className="self-start" onClick={() => setHorizon(90)}>
          <FlaskConical aria-hidden />
          {t("backtestOpen")}
        </Button>
      ) : (
        <>
          <SegmentedControl
            label={t("horizon")}
            className="self-start"
            value={String(days)}
            onValueChange={(next) => setHorizon(Number(next))}
            options={HORIZONS.map((n) => ({ value: String(n), label: t("horizonDays", { n }) }))}
          />
          <Answer days={days} {...props} />
        </>
      )}
    </section>
  );
}

function Answer({ asked, updating, days }: PreviewBacktestProps & { days: number }) {
  const t = useTranslations("SheetPreview");
  const { data, error, isFetching, refetch } = useQuery(backtestQuery(asked, days));
  if (error && !data)
    return (
      <ErrorState
        requestId={error instanceof ApiError ? error.requestId : null}
        onRetry={() => refetch()}
        headingLevel={3}
      />
    );
  if (!data)
    return (
      <div>
        <p role="status" className="text-muted text-sm">
          {t("backtestRuns")}
        </p>
        <SkeletonRegion rows={4} />
      </div>
    );
  return (
    <Updating active={isFetching || updating}>
      <div className="flex flex-col gap-4">
        <BacktestRates backtest={data} />
        <BacktestWeeks backtest={data} />
      </div>
    </Updating>
  );
}
