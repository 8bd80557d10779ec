"use client";

import { useFormatter, useTranslations } from "next-intl";

const LIMIT = 1_000;

/** A count that is known to be more where it reached the limit of counting. */
export function useShownCount(): (n: number) => string {
  const t = useTranslations("Webhooks");
  const format = useFormatter();
  return (n) => (n > LIMIT ? t("more", { n: LIMIT }) : format.number(n));
}
