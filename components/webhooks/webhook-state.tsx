"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { Endpoint } from "#lib/webhooks/schemas.ts";

export function WebhookState({ webhook }: { webhook: Endpoint }) {
  const t = useTranslations("Webhooks.states");
  if (webhook.state === "disabled")
    return <Badge tone="danger">{t(webhook.disabled_reason ?? "by_hand")}</Badge>;
  return webhook.failing_since ? (
    <Badge tone="caution">{t("failing_now")}</Badge>
  ) : (
    <Badge tone="success">{t("enabled")}</Badge>
  );
}
