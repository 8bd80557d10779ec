"use client";

import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";
import { useFigures } from "./use-figures.ts";

type Addendum = NonNullable<FeedbackReport["addendum"]>;

/** What was recorded since the report was frozen; the report itself does not change. */
export function AddendumCard({ addendum, days }: { addendum: Addendum; days: number }) {
  const t = useTranslations("Feedback");
  const { percent, percents, instant } = useFigures();
  const { within, later, erased, conversion } = addendum;
  const nothing = within.opportunity === 0 && later.opportunity === 0 && erased === 0;
  return (
    <Card
      title={t("addendum.title")}
      description={t("addendum.text", { at: instant(addendum.as_of) })}
      className="print:break-inside-avoid print:shadow-none"
    >
      <ul className="flex flex-col gap-1">
        {nothing && <li>{t("addendum.nothing")}</li>}
        {within.opportunity > 0 && (
          <li>
            {t("addendum.within", {
              n: within.opportunity,
              days,
              rate: percent(conversion.rate),
              range: percents(conversion),
            })}
          </li>
        )}
        {later.opportunity > 0 && <li>{t("addendum.later", { n: later.opportunity, days })}</li>}
        {erased > 0 && <li>{t("addendum.erased", { n: erased })}</li>}
      </ul>
    </Card>
  );
}
