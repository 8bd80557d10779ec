import { Flame, type LucideIcon, Snowflake, Sun } from "lucide-react";
import type { GroupTone } from "#components/ui/group-badge.tsx";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";

type Groups = FeedbackReport["groups"];

export interface GroupLook {
  tone: Exclude<GroupTone, "neutral">;
  icon: LucideIcon;
  stroke: string;
}

const HOT: GroupLook = { tone: "hot", icon: Flame, stroke: "var(--hot)" };
const WARM: GroupLook = { tone: "warm", icon: Sun, stroke: "var(--warm)" };
const COLD: GroupLook = { tone: "cold", icon: Snowflake, stroke: "var(--cold)" };

/** How a group of a report looks: what is handed over is hot, the lowest other one cold, what is between warm. */
export function groupLook(groups: Groups, group: Groups[number]): GroupLook {
  if (group.basis === "handover") return HOT;
  const below = groups.filter(({ basis }) => basis === "entry");
  return below.indexOf(group) === 0 && below.length > 1 ? COLD : WARM;
}
