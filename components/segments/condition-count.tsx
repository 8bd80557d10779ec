"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDebounced } from "#components/ui/use-debounced.ts";
import { validateCondition } from "#lib/scoring/validate.ts";
import { conditionCountQuery } from "#lib/segments/api.ts";

const PAUSE_MS = 400;

/** How many leads meet the condition that is being edited; the old figure stays, dimmed, until the new one is there. */
export function ConditionCount({ when }: { when: unknown }) {
  const t = useTranslations("Segments");
  const text = useDebounced(JSON.stringify(when), PAUSE_MS);
  const settled = JSON.parse(text ?? "null") as unknown;
  const isValid = validateCondition(settled).ok;
  const { data, isPlaceholderData } = useQuery({ ...conditionCountQuery(settled), enabled: isValid });
  if (!data || !isValid) return null;
  const { leads, total, sampled } = data;
  return (
    <p
      role="status"
      aria-busy={isPlaceholderData || undefined}
      className={isPlaceholderData ? "opacity-60" : undefined}
    >
      {t(sampled < total ? "countNowEstimate" : "countNow", { n: leads, total })}
    </p>
  );
}
