import { useTranslations } from "next-intl";
import { GroupBadge } from "#components/ui/group-badge.tsx";
import type { ShortScore } from "#lib/leads/schemas.ts";

type Scored = Pick<ShortScore, "group_name" | "tone" | "excluded" | "excluded_name">;

interface LeadGroupProps {
  score: Scored | null;
  /** The person objects to profiling. */
  objected?: boolean;
}

/** A lead's group as a badge; says so where it is excluded, objects or is not scored, which is never a 0. */
export function LeadGroup({ score, objected = false }: LeadGroupProps) {
  const t = useTranslations("Leads");
  if (objected) return <GroupBadge tone="neutral">{t("objected")}</GroupBadge>;
  if (!score) return <GroupBadge tone="neutral">{t("notScored")}</GroupBadge>;
  if (score.excluded !== null)
    return (
      <GroupBadge tone="neutral">{t("excluded", { name: score.excluded_name ?? score.excluded })}</GroupBadge>
    );
  return <GroupBadge tone={score.tone ?? "neutral"}>{score.group_name ?? t("noGroup")}</GroupBadge>;
}
