import { useTranslations } from "next-intl";
import { GroupBadge } from "#components/ui/group-badge.tsx";
import { groupTone } from "#lib/leads/group-tone.ts";

interface GroupPillProps {
  groups: readonly { key: string; name: string; handover: boolean }[];
  group: string | null;
}

/** A group of a preview by its key; null says that the lead is in none. */
export function GroupPill({ groups, group }: GroupPillProps) {
  const t = useTranslations("SheetPreview");
  const name = groups.find(({ key }) => key === group)?.name ?? group;
  return <GroupBadge tone={groupTone(groups, group) ?? "neutral"}>{name ?? t("noGroup")}</GroupBadge>;
}
