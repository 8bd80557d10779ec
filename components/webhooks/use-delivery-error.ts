"use client";

import { useTranslations } from "next-intl";
import type { DeliveryError } from "#lib/webhooks/schemas.ts";

/** Why a message did not arrive, in words. */
export function useDeliveryError(): (error: DeliveryError, status: number | null) => string {
  const t = useTranslations("Webhooks.errors");
  return (error, status) => t(error, { status: String(status ?? "") });
}
