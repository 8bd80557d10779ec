import { useTranslations } from "next-intl";
import { Badge, type BadgeProps } from "#components/ui/badge.tsx";
import type { ImportState } from "#lib/imports/kinds.ts";

const TONES: Record<ImportState, BadgeProps["tone"]> = {
  uploading: "neutral",
  uploaded: "neutral",
  running: "accent",
  done: "success",
  failed: "danger",
  cancelled: "caution",
};

export function StateBadge({ state }: { state: ImportState }) {
  const t = useTranslations("Imports");
  return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>;
}
