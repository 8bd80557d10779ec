"use client";

import { useTranslations } from "next-intl";
import { REJECTION_REASONS } from "#lib/workspace/rejection-reasons.ts";

const OTHER = "other: ";

/**
 * Reasons that come with the product are stored as codes and shown in the reader's language; a workspace's own, and
 * what a rep typed after "other", as they are.
 */
export function useReasonText(): { toText: (reason: string) => string; toReason: (text: string) => string } {
  const t = useTranslations("RejectionReasons");
  return {
    toText(reason) {
      const code = REJECTION_REASONS.find((one) => one === reason);
      if (code) return t(code);
      return reason.startsWith(OTHER) ? reason.slice(OTHER.length) : reason;
    },
    toReason: (text) => REJECTION_REASONS.find((code) => t(code) === text) ?? text,
  };
}
