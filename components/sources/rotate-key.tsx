"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { ShownOnce } from "#components/settings/shown-once.tsx";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { rotateKey, sourcesQuery } from "#lib/sources/api.ts";
import type { Source } from "#lib/sources/schemas.ts";
import { rememberKey } from "./new-keys.ts";

/** How long the present key goes on, in hours. */
const CHOICES = ["0", "24", "168", "720"] as const;

export function RotateKey({ source }: { source: Source }) {
  const t = useTranslations("Sources");
  const format = useFormatter();
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const [hours, setHours] = useState<string>("24");
  const rotate = useMutation({
    mutationFn: rotateKey,
    onError,
    onSuccess({ id, write_key }) {
      rememberKey(queryClient, id, write_key);
      return queryClient.invalidateQueries(sourcesQuery());
    },
  });
  const until = rotate.data?.previous_until;
  const when = until && format.dateTime(new Date(until), { dateStyle: "medium", timeStyle: "short" });
  return (
    <Card title={t("manage.keyTitle")} description={t("manage.keyText", { prefix: source.prefix })}>
      <ConfirmDialog
        trigger={<Button pending={rotate.isPending}>{t("manage.rotate")}</Button>}
        title={t("manage.rotateTitle", { name: source.name })}
        description={t("manage.rotateText")}
        confirmText={t("manage.rotate")}
        cancelText={t("manage.cancel")}
        onConfirm={() => rotate.mutate({ id: source.id, hours: Number(hours) })}
      >
        <Field label={t("manage.keepOld")}>
          <Select
            value={hours}
            onChange={({ target }) => setHours(target.value)}
            options={CHOICES.map((value) => ({ value, label: t(`manage.keep.${value}`) }))}
          />
        </Field>
      </ConfirmDialog>
      {rotate.data && (
        <ShownOnce
          title={t("manage.rotated")}
          text={t("manage.rotatedText", {
            until: when ? t("manage.oldUntil", { when }) : t("manage.oldGone"),
          })}
          label={t("writeKey")}
          value={rotate.data.write_key}
          copyLabel={t("copyKey")}
          doneText={t("keyDone")}
          onDone={rotate.reset}
        />
      )}
    </Card>
  );
}
