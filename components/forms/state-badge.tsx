import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";

const TONES = { draft: "neutral", open: "success", closed: "caution", archived: "neutral" } as const;

export function StateBadge({ state }: { state: keyof typeof TONES }) {
  const t = useTranslations("Forms.states");
  return <Badge tone={TONES[state]}>{t(state)}</Badge>;
}
