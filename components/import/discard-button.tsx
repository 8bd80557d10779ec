"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { cancelImport, importKeys } from "#lib/imports/api.ts";
import { paths } from "#lib/paths.ts";

/** Gives up a file that was uploaded but not imported. */
export function DiscardButton({ id }: { id: number }) {
  const t = useTranslations("Imports");
  const router = useRouter();
  const client = useQueryClient();
  const discard = useMutation({
    mutationFn: () => cancelImport(id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: importKeys.list() });
      router.push(paths.imports());
    },
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" pending={discard.isPending}>
          {t("discard")}
        </Button>
      }
      title={t("discardTitle")}
      description={t("discardText")}
      confirmText={t("discard")}
      cancelText={t("keep")}
      danger
      onConfirm={() => discard.mutate()}
    />
  );
}
