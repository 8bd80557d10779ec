"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { ScoreLabel } from "#components/leads/score-label.tsx";
import { Button } from "#components/ui/button.tsx";
import { Drawer, DrawerContent } from "#components/ui/drawer.tsx";
import { GroupBadge } from "#components/ui/group-badge.tsx";
import { LeadWork } from "#components/work/lead-work.tsx";
import { paths } from "#lib/paths.ts";
import type { Handover } from "#lib/queue/schemas.ts";
import type { RowActions } from "./queue-row.tsx";
import { useLeadName } from "./use-lead-name.ts";

interface HandoverDrawerProps extends Pick<RowActions, "onAccept" | "onReject" | "onClaim" | "onOutcome"> {
  handover: Handover;
  mayWork: boolean;
  mayWrite: boolean;
  myId: number | null;
  now: Date;
  onClose: () => void;
  onRelease: (handover: Handover) => void;
}

/** Whom to call and why: how to reach the lead, score then and now, the rules that gave most. */
export function HandoverDrawer({
  handover,
  mayWork,
  mayWrite,
  myId,
  now,
  onClose,
  onAccept,
  onReject,
  onClaim,
  onRelease,
  onOutcome,
}: HandoverDrawerProps) {
  const t = useTranslations("Queue");
  const format = useFormatter();
  const nameOf = useLeadName();
  const { lead, reasons, score_then: then, score_now: current } = handover;
  const score = (value: number | null) => (value === null ? t("noScore") : format.number(value));
  const why =
    handover.unclaimed_why === null
      ? null
      : (`unclaimedWhy.${handover.unclaimed_why}` as Parameters<typeof t.has>[0]);
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <DrawerContent
        title={nameOf(handover)}
        description={t("handedOver", {
          when: format.relativeTime(new Date(handover.at), now),
          sheet: handover.sheet_name,
          version: String(handover.version),
        })}
        footer={
          <>
            <Button asChild className="mr-auto">
              <Link href={paths.lead(lead.id)}>{t("open")}</Link>
            </Button>
            {mayWork && handover.state === "open" && (
              <>
                {handover.owner === null && <Button onClick={() => onClaim(handover)}>{t("claim")}</Button>}
                {handover.owner?.id === myId && (
                  <Button onClick={() => onRelease(handover)}>{t("release")}</Button>
                )}
                <Button onClick={() => onReject(handover)}>{t("reject")}</Button>
              </>
            )}
            {mayWrite && <Button onClick={() => onOutcome(handover)}>{t("outcome")}</Button>}
            {mayWork && handover.state === "open" && (
              <Button variant="primary" onClick={() => onAccept(handover)}>
                {t("accept")}
              </Button>
            )}
          </>
        }
      >
        <div className="flex flex-col gap-6">
          <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-2">
            <dt className="text-muted">{t("group")}</dt>
            <dd>
              <GroupBadge tone={handover.tone}>{handover.group_name ?? t("none")}</GroupBadge>
            </dd>
            <dt className="text-muted">{t("scoreThen")}</dt>
            <dd className="tabular-nums">{score(then)}</dd>
            <dt className="text-muted">{t("scoreNow")}</dt>
            <dd className="flex items-baseline gap-2 tabular-nums">
              {score(current)} <ScoreLabel label={handover.label} />
            </dd>
            <dt className="text-muted">{t("email")}</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">{lead.email ?? t("none")}</dd>
            <dt className="text-muted">{t("phone")}</dt>
            <dd>{lead.phone ?? t("none")}</dd>
            <dt className="text-muted">{t("owner")}</dt>
            <dd className="[overflow-wrap:anywhere]">
              {handover.owner === null
                ? t("unclaimed")
                : handover.owner.id === myId
                  ? t("you")
                  : handover.owner.name}
              {why !== null && t.has(why) && <span className="block text-muted text-sm">{t(why)}</span>}
            </dd>
          </dl>
          <section>
            <h3 className="mb-2 font-semibold">{t("reasonsTitle")}</h3>
            {reasons.length === 0 && <p className="text-muted">{t("reasonsNone")}</p>}
            <ul className="flex flex-col gap-1">
              {reasons.map((reason) => (
                <li key={reason.rule} className="flex items-baseline gap-3">
                  <span className="w-12 text-right font-medium tabular-nums">
                    {format.number(reason.points, { signDisplay: "exceptZero" })}
                  </span>
                  {reason.name}
                </li>
              ))}
            </ul>
          </section>
          <LeadWork lead={lead.id} contact={lead} mayWrite={mayWrite} myId={myId} />
        </div>
      </DrawerContent>
    </Drawer>
  );
}
