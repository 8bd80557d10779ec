"use client";

import { CircleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { GroupBadge } from "#components/ui/group-badge.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { groupTone } from "#lib/leads/group-tone.ts";
import type { SheetContent } from "#lib/scoring/schema.ts";
import type { PreviewState } from "./use-template-previews.ts";

interface TemplatePreviewProps {
  state: PreviewState;
  /** The template in the reader's language. */
  content: SheetContent;
}

/** What a template would make of one's own leads, and what of it one's own data lacks. */
export function TemplatePreview({ state, content }: TemplatePreviewProps) {
  const t = useTranslations("Templates");
  const format = useFormatter();
  if (state === "failed") return <p className="text-muted text-sm">{t("failed")}</p>;
  if (state === "waiting") {
    return (
      <div className="flex items-center gap-3">
        <Progress label={t("counting")} value={null} className="w-24" />
        <span className="text-muted text-sm">{t("counting")}</span>
      </div>
    );
  }
  const { sample, groups, excluded, events, attributes } = state;
  const missing = (used: readonly { name: string; seen: boolean }[]) =>
    format.list(used.filter(({ seen }) => !seen).map(({ name }) => name));
  const lacks = [
    { text: "noEvents", names: missing(events) },
    { text: "noAttributes", names: missing(attributes) },
  ] as const;
  const nameOf = (key: string) => content.groups.find((group) => group.key === key)?.name ?? key;
  return (
    <div className="flex flex-col gap-2 text-sm">
      {sample.leads === 0 ? (
        <p className="text-muted">{t("nobody")}</p>
      ) : (
        <>
          <p className="text-muted">
            {t(sample.exact ? "exact" : "sampled", { n: sample.leads, size: sample.size })}
          </p>
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {groups.toReversed().map(({ key, leads }) => (
              <li key={key} className="flex items-center gap-1.5">
                <GroupBadge tone={groupTone(content.groups, key) ?? "neutral"}>{nameOf(key)}</GroupBadge>
                <span className="font-medium tabular-nums">{format.number(leads)}</span>
                <span className="text-muted tabular-nums">
                  {format.number(leads / sample.leads, { style: "percent", maximumFractionDigits: 0 })}
                </span>
              </li>
            ))}
            {excluded > 0 && <li className="text-muted">{t("excluded", { n: excluded })}</li>}
          </ul>
        </>
      )}
      {lacks.map(
        ({ text, names }) =>
          names !== "" && (
            <p key={text} className="flex items-start gap-1.5">
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-caution" />
              <span className="min-w-0 [overflow-wrap:anywhere]">{t(text, { names })}</span>
            </p>
          ),
      )}
      {lacks.every(({ names }) => names === "") && <p>{t("complete")}</p>}
    </div>
  );
}
