import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { VersionSummary } from "#lib/sheets/schemas.ts";

const tones = { draft: "accent", in_review: "caution", active: "success", retired: "neutral" } as const;

export function VersionBadge({ state }: { state: VersionSummary["state"] }) {
  const t = useTranslations("Sheets");
  return <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>;
}
