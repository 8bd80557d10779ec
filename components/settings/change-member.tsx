"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { membersQuery, updateMember } from "#lib/members/api.ts";
import type { Member } from "#lib/members/schemas.ts";
import { RoleFields } from "./role-fields.tsx";
import { useErrorToast } from "./use-error-text.ts";

export function ChangeMember({ member }: { member: Member }) {
  const t = useTranslations("Settings");
  const router = useRouter();
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const [open, setOpen] = useState(false);
  const [choice, setChoice] = useState({ role: member.role, side: member.side });
  const change = useMutation({
    mutationFn: updateMember,
    onError,
    async onSuccess(saved) {
      setOpen(false);
      showToast("success", t("members.changed", { name: saved.name }));
      await queryClient.invalidateQueries(membersQuery());
      // Whoever changes the own role sees other pages from now on.
      if (saved.is_you) router.refresh();
    },
  });
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setChoice({ role: member.role, side: member.side });
      }}
    >
      <DialogTrigger asChild>
        <Button size="sm" aria-label={t("members.changeTitle", { name: member.name })}>
          {t("change")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t("members.changeTitle", { name: member.name })}
        description={t("members.changeText")}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t("cancel")}</Button>
            <Button
              variant="primary"
              pending={change.isPending}
              onClick={() => change.mutate({ id: member.id, ...choice })}
            >
              {t("save")}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <RoleFields value={choice} onChange={setChoice} />
        </div>
      </DialogContent>
    </Dialog>
  );
}
