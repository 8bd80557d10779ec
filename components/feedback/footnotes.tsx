"use client";

import { useTranslations } from "next-intl";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";

/** What the figures leave out, and how they are counted. */
export function Footnotes({ report }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback.notes");
  const days = report.horizon_days;
  const counted = [
    ["before", report.before_handover],
    ["later", report.later.opportunity],
    ["openReached", report.open_reached.opportunity],
    ["repeated", report.repeated],
    ["joined", report.joined],
    ["erased", report.erased],
    ["unscored", report.version === "imported" ? 0 : report.unscored],
    ["afterTrial", report.scope === "trial" ? 0 : (report.trial?.after ?? 0)],
  ] as const;
  return (
    <section aria-labelledby="footnotes" className="text-sm">
      <h2 id="footnotes" className="font-semibold">
        {t("title")}
      </h2>
      <ul className="mt-1 flex max-w-prose list-disc flex-col gap-1 pl-5 text-muted">
        <li>{t("horizon", { days })}</li>
        {counted.map(([key, n]) => n > 0 && <li key={key}>{t(key, { n, days })}</li>)}
        {!report.baseline.exact && <li>{t("sample")}</li>}
        <li>{t("interval")}</li>
      </ul>
    </section>
  );
}
