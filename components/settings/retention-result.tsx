"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import type { RetentionPreview } from "#lib/privacy/schemas.ts";

/** What the periods as they stand would delete in the coming night. */
export function RetentionResult({ preview }: { preview: RetentionPreview }) {
  const t = useTranslations("Settings.privacy");
  const format = useFormatter();
  if (preview.events.length === 0) return <Alert live title={t("nothingDue")} />;
  return (
    <Alert tone="caution" live title={t("due", { leads: preview.leads })}>
      <ul className="mt-1 list-disc pl-4">
        {preview.events.map(({ event, count, oldest }) => (
          <li key={event}>
            {t("dueEvent", {
              event,
              count,
              date: format.dateTime(new Date(oldest), { dateStyle: "medium" }),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
