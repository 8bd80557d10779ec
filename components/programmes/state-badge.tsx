import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";

const TONES = { draft: "neutral", running: "success", paused: "caution" } as const;

export function StateBadge({ state }: { state: keyof typeof TONES }) {
  const t = useTranslations("Programmes.states");
  return <Badge tone={TONES[state]}>{t(state)}</Badge>;
}
