"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useReasonText } from "#components/rejection-reasons/use-reason-text.ts";
import { Card } from "#components/ui/card.tsx";
import { paths } from "#lib/paths.ts";
import type { Role } from "#lib/permissions.ts";
import type { Numbers, Share } from "#lib/queue/get-numbers.ts";
import { Figure, linkClass } from "./figure.tsx";

type Key =
  | "accepted"
  | "answered"
  | "answeredByMe"
  | "opportunities"
  | "customers"
  | "myOpportunities"
  | "myCustomers";

/** What each role is asked about first. */
const SHOWN: Record<Role, readonly Key[]> = {
  admin: ["accepted", "answered", "opportunities", "customers"],
  marketer: ["accepted", "opportunities", "customers"],
  sales: ["answeredByMe", "myOpportunities", "myCustomers", "accepted"],
  manager: ["accepted", "answered", "opportunities", "customers"],
};

const places: Record<Key, string> = {
  accepted: paths.queue({ view: "decided" }),
  answered: paths.queue({ view: "decided" }),
  answeredByMe: paths.queue({ view: "working" }),
  opportunities: paths.leads({ stage: "opportunity" }),
  customers: paths.leads({ stage: "customer" }),
  myOpportunities: paths.leads({ stage: "opportunity", owner: "me" }),
  myCustomers: paths.leads({ stage: "customer", owner: "me" }),
};

/** The reader's numbers of the last thirty days, by role; each leads to what it counts. */
export function NumbersCard({ role, numbers }: { role: Role; numbers: Numbers }) {
  const t = useTranslations("Home");
  const format = useFormatter();
  const { toText } = useReasonText();
  const [top] = numbers.rejected;
  return (
    <Card title={t("mine")} description={t("mineText", { days: numbers.days })}>
      <dl className="grid grid-cols-2 gap-4">
        {SHOWN[role].map((key) => {
          const value = numbers[key];
          return (
            <Figure key={key} label={t(key)} href={places[key]}>
              {typeof value === "number" ? format.number(value) : <ShareText share={value} />}
            </Figure>
          );
        })}
      </dl>
      {role !== "sales" && top && (
        <p className="mt-4">
          {t("topReason", { reason: toText(top.reason), n: top.n })}{" "}
          <Link href={paths.queue({ view: "decided" })} className={linkClass}>
            {t("seeDecided")}
          </Link>
        </p>
      )}
    </Card>
  );
}

/** A share with its n and how far it may be off. */
function ShareText({ share: { n, rate } }: { share: Share }) {
  const t = useTranslations("Home");
  const format = useFormatter();
  if (!rate) return <span className="font-normal text-base text-muted">{t("noneYet")}</span>;
  const percent = (part: number) => format.number(part, { style: "percent", maximumFractionDigits: 0 });
  return (
    <>
      {percent(rate.rate)}
      <span className="block font-normal text-muted text-sm">
        {t("range", { low: percent(rate.low), high: percent(rate.high), n })}
      </span>
    </>
  );
}
