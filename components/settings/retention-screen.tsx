"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { retentionQuery } from "#lib/privacy/api.ts";
import { RetentionForm } from "./retention-form.tsx";

export function RetentionScreen() {
  const t = useTranslations("Settings.privacy");
  const retention = useQuery(retentionQuery());
  if (retention.data) return <RetentionForm retention={retention.data} />;
  if (retention.error) return <ErrorState title={t("error")} onRetry={() => void retention.refetch()} />;
  return <SkeletonRegion />;
}
