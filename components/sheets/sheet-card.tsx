import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { paths } from "#lib/paths.ts";
import { pickVersions } from "#lib/sheets/pick-versions.ts";
import type { SheetSummary, VersionSummary } from "#lib/sheets/schemas.ts";
import { SignOffDots } from "./sign-off-dots.tsx";
import { VersionBadge } from "./version-badge.tsx";

interface SheetCardProps {
  sheet: SheetSummary;
  segmentName: (key: string) => string;
}

export function SheetCard({ sheet, segmentName }: SheetCardProps) {
  const t = useTranslations("Sheets");
  const { open, active, newest } = pickVersions(sheet.versions);
  return (
    <Card
      title={
        <Link href={paths.sheet(sheet.key)} className="underline-offset-2 hover:underline">
          {sheet.name}
        </Link>
      }
      description={newest && t("segmentIs", { name: segmentName(newest.segment) })}
    >
      <div className="flex flex-col gap-4">
        {active ? <ActiveLine version={active} /> : <p className="text-muted">{t("card.none")}</p>}
        {open ? (
          <div className="flex flex-col gap-1">
            <p className="flex flex-wrap items-center gap-2">
              {t("version", { n: open.number })} <VersionBadge state={open.state} />
            </p>
            <SignOffDots version={open} />
          </div>
        ) : (
          <p className="text-muted">{t("card.noDraft")}</p>
        )}
      </div>
    </Card>
  );
}

function ActiveLine({ version }: { version: VersionSummary }) {
  const t = useTranslations("Sheets");
  const format = useFormatter();
  const { trial, activated_at: at } = version;
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-2">
        {t("version", { n: version.number })} <VersionBadge state="active" />
        {at && (
          <span className="text-muted">
            {t("since", { date: format.dateTime(new Date(at), { dateStyle: "medium" }) })}
          </span>
        )}
      </p>
      {trial && (
        <p className="text-muted">
          {trial.over
            ? t("trialOver", { days: trial.days })
            : t("trial", { day: trial.day, days: trial.days })}
        </p>
      )}
    </div>
  );
}
