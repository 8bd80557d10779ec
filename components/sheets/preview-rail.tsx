"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { ApiError } from "#lib/http/client.ts";
import type { SheetContent } from "#lib/scoring/schema.ts";
import { PreviewBacktest } from "./preview-backtest.tsx";
import { PreviewGroups } from "./preview-groups.tsx";
import { PreviewHandovers } from "./preview-handovers.tsx";
import { useMovers } from "./preview-movers.tsx";
import { PreviewRule } from "./preview-rule.tsx";
import { PreviewScores } from "./preview-scores.tsx";
import { PreviewTestLead } from "./preview-test-lead.tsx";
import { PreviewWarnings } from "./preview-warnings.tsx";
import type { SheetPreview } from "./use-sheet-preview.ts";

interface PreviewRailProps {
  preview: SheetPreview;
  /** The last valid content, and whether what is on screen is not valid, so that the figures are of an older state. */
  content: SheetContent;
  behind: boolean;
  /** Key of the rule that was in hand last. */
  rule: string | null;
  /** Left out where the sheet cannot be edited. */
  onThreshold: ((group: string, at: number) => void) | undefined;
  /** On a page of its own: two columns where there is room. */
  wide?: boolean;
}

/** What the draft would do, beside the editor or on a page of its own; old figures stay, dimmed, while new ones come. */
export function PreviewRail({ preview, content, behind, rule, onThreshold, wide = false }: PreviewRailProps) {
  const t = useTranslations("SheetPreview");
  const [chosen, setChosen] = useState<{ rule: string; inHand: string | null } | null>(null);
  const [, setMovers] = useMovers();
  const { asked, data, updating, error, retry, warnings, figures } = preview;
  // A rule that is taken in hand wins over one that was chosen before.
  const shown = chosen && chosen.inHand === rule ? chosen.rule : rule;
  return (
    <section aria-label={t("title")} className="flex min-w-0 flex-col gap-6">
      <div className="flex flex-col gap-3">
        <h2 className={cn("pr-28 font-semibold text-xl", wide && "sr-only")}>{t("title")}</h2>
        {behind && <p className="text-caution">{t("invalid")}</p>}
        <PreviewWarnings content={content} warnings={warnings} />
      </div>
      {error && (
        <ErrorState
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={retry}
          headingLevel={3}
        />
      )}
      {!data && !error && <SkeletonRegion />}
      {data && figures && (
        <Updating active={updating}>
          <div className={cn("grid grid-cols-[minmax(0,1fr)] gap-8", wide && "xl:grid-cols-2")}>
            <PreviewRule
              content={content}
              figures={figures}
              rule={shown}
              onRule={(next) => setChosen({ rule: next, inHand: rule })}
            />
            <PreviewGroups
              preview={data}
              onMovers={(group, direction) => void setMovers({ group, direction })}
            />
            <PreviewScores preview={data} content={content} onThreshold={onThreshold} />
            <PreviewHandovers preview={data} />
          </div>
        </Updating>
      )}
      <div className={cn("grid grid-cols-[minmax(0,1fr)] gap-8", wide && "xl:grid-cols-2")}>
        <PreviewTestLead asked={asked} updating={updating} />
        <PreviewBacktest asked={asked} updating={updating} />
      </div>
    </section>
  );
}
