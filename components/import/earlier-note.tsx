"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import type { Analysis } from "#lib/imports/schemas.ts";

/** Says whose mapping this one was started from. */
export function EarlierNote({ earlier }: { earlier: NonNullable<Analysis["earlier"]> }) {
  const t = useTranslations("Imports");
  const format = useFormatter();
  const date = format.dateTime(new Date(earlier.created_at), { dateStyle: "medium" });
  return <Alert className="mb-4">{t("earlier", { file: earlier.file_name, date })}</Alert>;
}
