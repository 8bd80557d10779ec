"use client";

import { useTranslations } from "next-intl";

const CODES = [
  "no_need",
  "no_budget",
  "no_authority",
  "bad_timing",
  "unreachable",
  "not_a_fit",
  "duplicate",
  "other",
] as const;

/** A rejection reason in words: the usual ones translated, "other: …" and a workspace's own as they are. */
export function useReasonText(): (reason: string) => string {
  const t = useTranslations("Queue.reasonNames");
  return (reason) => {
    const code = CODES.find((one) => one === reason);
    if (code) return t(code);
    return reason.startsWith("other: ") ? reason.slice("other: ".length) : reason;
  };
}
