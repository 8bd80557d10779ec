import { useTranslations } from "next-intl";

const REASONS = [
  "finished",
  "goal",
  "withdrawn",
  "by_hand",
  "unsubscribed",
  "objected",
  "no_consent",
  "no_address",
  "bounced",
  "joined",
  "unreadable",
  "already_enrolled",
  "programme_not_running",
] as const;

/** Why a lead left a programme, or did not get into it, in words. */
export function useLeftReason(): (code: string | null) => string {
  const t = useTranslations("Programmes.reasons");
  return (code) => {
    const known = REASONS.find((one) => one === code);
    return known ? t(known) : (code ?? "");
  };
}
