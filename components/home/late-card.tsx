import Link from "next/link";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { paths } from "#lib/paths.ts";
import type { Needs } from "#lib/queue/get-needs.ts";

interface LateCardProps {
  late: Needs["late"];
  countLimit: number;
  /** Whether the reader works the queue: the own ones come first then. */
  works: boolean;
}

/** Leads that sales has not answered in time, the reader's own first. */
export function LateCard({ late, countLimit, works }: LateCardProps) {
  const t = useTranslations("Home");
  const format = useFormatter();
  const now = useNow();
  const { n, mine, worst } = late;
  return (
    <Card title={t("late")}>
      <p className={n === 0 ? "text-muted" : undefined}>
        {n > countLimit ? t("lateMany", { n: countLimit }) : t("lateCount", { n })}{" "}
        {works && n > 0 && t("queueMine", { n: mine })}
      </p>
      {worst.length > 0 && (
        <ul className="mt-2 flex flex-col gap-2">
          {worst.map(({ id, lead, leadId, dueAt, owner }) => (
            <li key={id}>
              <Link
                href={paths.queue({ view: "all", handover: id })}
                className="text-accent underline underline-offset-2"
              >
                {lead ?? t("unnamed", { id: leadId })}
              </Link>{" "}
              <span className="text-muted">
                {t("lateSince", { when: format.relativeTime(dueAt, now) })} · {owner ?? t("nobody")}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
