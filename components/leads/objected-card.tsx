"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Card } from "#components/ui/card.tsx";

/** In place of the score of a person who objects to profiling. */
export function ObjectedCard({ since }: { since: string }) {
  const t = useTranslations("Lead");
  const format = useFormatter();
  const date = format.dateTime(new Date(since), { dateStyle: "long" });
  return (
    <Card title={t("why")}>
      <Alert tone="caution" title={t("objected.title")}>
        {t("objected.text", { date })}
      </Alert>
    </Card>
  );
}
