"use client";

import { useTranslations } from "next-intl";
import type { Handover } from "#lib/queue/schemas.ts";

/** What to call the lead of a hand-over: its name, else its address, else its number. */
export function useLeadName(): (handover: Pick<Handover, "lead">) => string {
  const t = useTranslations("Queue");
  return ({ lead }) => lead.name ?? lead.email ?? t("unnamed", { id: String(lead.id) });
}
