"use client";

import { useTranslations } from "next-intl";
import { PURPOSES } from "#lib/privacy/purposes.ts";

type Known = (typeof PURPOSES)[number];
const isKnown = (purpose: string): purpose is Known => PURPOSES.some((known) => known === purpose);

/** What a purpose is called; one of the customer's own is shown by its key. */
export function usePurposeName(): (purpose: string) => string {
  const t = useTranslations("Lead.privacy.purposes");
  return (purpose) => (isKnown(purpose) ? t(purpose) : purpose);
}
