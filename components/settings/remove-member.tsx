"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { membersQuery, removeMember } from "#lib/members/api.ts";
import type { Member } from "#lib/members/schemas.ts";
import { useErrorToast } from "./use-error-text.ts";

export function RemoveMember({ member }: { member: Member }) {
  const t = useTranslations("Settings");
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const remove = useMutation({
    mutationFn: removeMember,
    onError,
    async onSuccess() {
      showToast("success", t("members.removed", { name: member.name }));
      await queryClient.invalidateQueries(membersQuery());
    },
  });
  const title = t("members.removeTitle", { name: member.name });
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" pending={remove.isPending} aria-label={title}>
          {t("remove")}
        </Button>
      }
      title={title}
      description={`${t("members.removeText")}${member.is_you ? ` ${t("members.removeYou")}` : ""}`}
      confirmText={t("remove")}
      cancelText={t("cancel")}
      danger
      onConfirm={() => remove.mutate(member.id)}
    />
  );
}
