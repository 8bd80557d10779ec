"use client";

import { useTranslations } from "next-intl";

const builtIn = [
  "no_need",
  "no_budget",
  "no_authority",
  "bad_timing",
  "unreachable",
  "not_a_fit",
  "duplicate",
  "other",
] as const;

/** Reasons that come with the product are stored as codes and shown in the reader's language; others as typed. */
export function useReasonText(): { toText: (reason: string) => string; toReason: (text: string) => string } {
  const t = useTranslations("Settings.reasons");
  return {
    toText(reason) {
      const code = builtIn.find((one) => one === reason);
      return code ? t(code) : reason;
    },
    toReason: (text) => builtIn.find((code) => t(code) === text) ?? text,
  };
}
