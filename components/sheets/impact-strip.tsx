"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { ApiError } from "#lib/http/client.ts";
import { previewQuery } from "#lib/sheets/api.ts";
import type { Preview } from "#lib/sheets/preview-schemas.ts";
import type { Version } from "#lib/sheets/schemas.ts";
import { GroupPill } from "./group-pill.tsx";
import { PreviewWarnings } from "./preview-warnings.tsx";

/** Leads that enter and leave each group, and hand-overs a week, if the version became active now. */
export function ImpactStrip({ sheetKey, version }: { sheetKey: string; version: Version }) {
  const { data, error, isFetching, refetch } = useQuery(
    previewQuery(sheetKey, version.segment, version.content),
  );
  if (data) {
    return (
      <Updating active={isFetching} className="flex flex-col gap-3">
        <Strip preview={data} />
        <PreviewWarnings content={version.content} warnings={data.warnings} />
      </Updating>
    );
  }
  if (!error) return <SkeletonRegion rows={2} />;
  return (
    <ErrorState requestId={error instanceof ApiError ? error.requestId : null} onRetry={() => refetch()} />
  );
}

function Strip({ preview }: { preview: Preview }) {
  const t = useTranslations("SheetReview");
  const text = useTranslations("SheetPreview");
  const format = useFormatter();
  const { groups, moves, handovers, sample, active_version: active } = preview;
  const sum = (of: (move: Preview["moves"][number]) => boolean) =>
    moves.filter(of).reduce((total, { leads }) => total + leads, 0);
  const { now, draft } = handovers.per_week;
  return (
    <div className="flex flex-col gap-3">
      <p>
        {active === null
          ? text("first", { leads: sample.leads })
          : text("takeaway", { moved: preview.moved })}{" "}
        <span className="text-muted">
          {text(sample.exact ? "all" : "sampled", {
            size: sample.size,
            leads: sample.leads,
            margin: sample.margin,
          })}
        </span>
      </p>
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        {groups.toReversed().map(({ key }) => (
          <div key={key}>
            <dt>
              <GroupPill groups={groups} group={key} />
            </dt>
            <dd className="mt-1 tabular-nums">
              {t("enter", { n: format.number(sum((move) => move.to === key)) })}
              <br />
              {t("leave", { n: format.number(sum((move) => move.from === key)) })}
            </dd>
          </div>
        ))}
        <div>
          <dt className="text-muted">{t("perWeek")}</dt>
          <dd className="mt-1 tabular-nums">
            {groups.some(({ handover }) => handover)
              ? now === null
                ? t("week", { draft })
                : t("weekBoth", { draft, now })
              : text("handoversNone")}
          </dd>
        </div>
      </dl>
    </div>
  );
}
