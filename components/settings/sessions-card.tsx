"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { signOutEverywhere } from "#lib/members/me-api.ts";
import { paths } from "#lib/paths.ts";
import { useErrorToast } from "./use-error-text.ts";

export function SessionsCard() {
  const t = useTranslations("Settings");
  const onError = useErrorToast();
  const signOut = useMutation({
    mutationFn: signOutEverywhere,
    onError,
    // A whole new page, so that nothing of the ended session stays in memory.
    onSuccess: () => window.location.assign(paths.signIn()),
  });
  return (
    <Card title={t("profile.sessionsTitle")} description={t("profile.sessionsText")}>
      <ConfirmDialog
        trigger={<Button pending={signOut.isPending}>{t("profile.signOutEverywhere")}</Button>}
        title={t("profile.signOutEverywhere")}
        description={t("profile.signOutConfirm")}
        confirmText={t("profile.signOutEverywhere")}
        cancelText={t("cancel")}
        danger
        onConfirm={() => signOut.mutate()}
      />
    </Card>
  );
}
