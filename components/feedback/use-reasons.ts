"use client";

import { useTranslations } from "next-intl";
import { useReasonText } from "#components/rejection-reasons/use-reason-text.ts";
import type { RejectionReason } from "#lib/feedback/figure-schemas.ts";
import { useFigures } from "./use-figures.ts";

/** How many reasons are named beside a figure. */
const NAMED = 2;

/** Reasons of rejections in words. */
export function useReasons() {
  const t = useTranslations("Feedback");
  const { toText } = useReasonText();
  const { list } = useFigures();
  const word = (reason: string | null) => (reason === null ? t("rejected.noReason") : toText(reason));
  return {
    word,
    /** The most frequent ones with their counts. */
    most: (reasons: readonly RejectionReason[]) =>
      list(
        reasons
          .toSorted((a, b) => b.n - a.n)
          .slice(0, NAMED)
          .map(({ reason, n }) => t("rejected.reasonN", { reason: word(reason), n })),
      ),
  };
}
