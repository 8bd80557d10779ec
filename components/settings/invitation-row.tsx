"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { invitationsQuery, revokeInvitation } from "#lib/members/api.ts";
import type { Invitation } from "#lib/members/schemas.ts";
import { useErrorToast } from "./use-error-text.ts";

export function InvitationRow({ invitation }: { invitation: Invitation }) {
  const t = useTranslations("Settings");
  const roles = useTranslations("Shell.roles");
  const format = useFormatter();
  const now = useNow();
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const { id, email, role, invited_by, expires_at } = invitation;
  const revoke = useMutation({
    mutationFn: revokeInvitation,
    onError,
    onSuccess() {
      showToast("success", t("invitations.revoked", { email }));
      return queryClient.invalidateQueries(invitationsQuery());
    },
  });
  const title = t("invitations.revokeTitle", { email });
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 py-2">
      <div className="min-w-0">
        <p className="[overflow-wrap:anywhere]">{email}</p>
        <p className="text-muted text-sm">
          {[
            roles(role),
            t("invitations.invitedBy", { name: invited_by }),
            t("invitations.expires", { when: format.relativeTime(new Date(expires_at), now) }),
          ].join(" · ")}
        </p>
      </div>
      <ConfirmDialog
        trigger={
          <Button size="sm" pending={revoke.isPending} aria-label={title}>
            {t("revoke")}
          </Button>
        }
        title={title}
        description={t("invitations.revokeText")}
        confirmText={t("revoke")}
        cancelText={t("cancel")}
        danger
        onConfirm={() => revoke.mutate(id)}
      />
    </li>
  );
}
