"use client";

import { useFormatter, useTranslations } from "next-intl";

const LIMIT = 10_000;

/** A count that is known to be more where it reached the limit of counting. */
export function useCount(): (n: number) => string {
  const t = useTranslations("Sources");
  const format = useFormatter();
  return (n) => (n > LIMIT ? t("more", { n: LIMIT }) : format.number(n));
}
