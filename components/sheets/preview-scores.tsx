"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Histogram } from "#components/charts/histogram.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Group, SheetContent } from "#lib/scoring/schema.ts";
import { medianScore } from "#lib/sheets/median-score.ts";
import type { Preview } from "#lib/sheets/preview-schemas.ts";

interface PreviewScoresProps {
  preview: Preview;
  /** As it is now, so that a line stands where it was put even before the figures follow. */
  content: SheetContent;
  /** Left out where the sheet cannot be edited. */
  onThreshold: ((group: string, at: number) => void) | undefined;
}

type Threshold = Group & { at: number };

const thresholdsOf = ({ groups }: SheetContent): Threshold[] =>
  groups.flatMap((group) => (group.from.total === undefined ? [] : [{ ...group, at: group.from.total }]));

/** Scores under both versions, with the groups' thresholds as lines and fields that move them. */
export function PreviewScores({ preview, content, onThreshold }: PreviewScoresProps) {
  const t = useTranslations("SheetPreview");
  const { histogram, active_version: active, sample } = preview;
  const median = medianScore(histogram);
  const thresholds = thresholdsOf(content);
  const least = Math.min(content.range.min ?? histogram[0]?.from ?? 0, thresholds[0]?.at ?? 0);
  const most = Math.max(content.range.max ?? histogram.at(-1)?.to ?? 100, thresholds.at(-1)?.at ?? 0);
  const lines = thresholds.map(({ at, name }) => ({ at, label: name }));
  const movable = thresholds.map(({ key, name, at }, place) => ({
    key,
    at,
    label: name,
    name: t("thresholdLine", { group: name }),
    min: (thresholds[place - 1]?.at ?? least - 1) + 1,
    max: (thresholds[place + 1]?.at ?? most + 1) - 1,
  }));
  return (
    <section className="flex flex-col gap-3">
      <Histogram
        title={t("scores")}
        headingLevel={3}
        takeaway={median === null ? "" : t("scoresTakeaway", { median })}
        n={sample.size}
        csvName="scores"
        height={230}
        bins={histogram.map(({ from, to, now, draft }) =>
          active === null ? { from, to, active: draft } : { from, to, active: now ?? 0, draft },
        )}
        {...(onThreshold ? { movable, onMove: onThreshold } : { thresholds: lines })}
        labels={{
          value: t("score"),
          from: t("from"),
          to: t("to"),
          active: active === null ? t("draft") : t("active"),
          draft: t("draft"),
        }}
      />
      {onThreshold && thresholds.length > 0 && (
        <fieldset className="flex flex-wrap gap-3">
          <legend className="mb-1 text-muted text-sm">{t("thresholds")}</legend>
          {thresholds.map(({ key, name, at }) => (
            <ThresholdField
              key={key}
              label={t("thresholdField", { group: name })}
              at={at}
              onChange={(next) => onThreshold(key, next)}
            />
          ))}
        </fieldset>
      )}
    </section>
  );
}

interface ThresholdFieldProps {
  label: string;
  at: number;
  onChange: (at: number) => void;
}

function ThresholdField({ label, at, onChange }: ThresholdFieldProps) {
  /** What is being typed; an empty field moves nothing. */
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Field label={label} className="min-w-24 max-w-36 flex-1">
      <Input
        type="number"
        step="any"
        value={typed ?? String(at)}
        onChange={({ target }) => {
          setTyped(target.value);
          if (Number.isFinite(target.valueAsNumber)) onChange(target.valueAsNumber);
        }}
        onBlur={() => setTyped(null)}
      />
    </Field>
  );
}
