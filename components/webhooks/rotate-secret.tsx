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
import { endpointsQuery, rotateSecret } from "#lib/webhooks/api.ts";
import type { Endpoint } from "#lib/webhooks/schemas.ts";

/** How long the present secret goes on signing, in hours. */
const CHOICES = ["0", "24", "168", "720"] as const;

export function RotateSecret({ webhook }: { webhook: Endpoint }) {
  const t = useTranslations("Webhooks");
  const format = useFormatter();
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const [hours, setHours] = useState<string>("24");
  const rotate = useMutation({
    mutationFn: rotateSecret,
    onError,
    onSuccess: () => queryClient.invalidateQueries(endpointsQuery()),
  });
  const moment = (iso: string) => format.dateTime(new Date(iso), { dateStyle: "medium", timeStyle: "short" });
  const { previous_until } = webhook;
  const until = rotate.data?.previous_until;
  return (
    <Card
      title={t("manage.secretTitle")}
      description={
        previous_until ? t("manage.bothUntil", { when: moment(previous_until) }) : t("manage.secretText")
      }
    >
      <ConfirmDialog
        trigger={<Button pending={rotate.isPending}>{t("manage.rotate")}</Button>}
        title={t("manage.rotateAsk", { name: webhook.name })}
        description={t("manage.rotateWarn")}
        confirmText={t("manage.rotate")}
        cancelText={t("manage.cancel")}
        onConfirm={() => rotate.mutate({ key: webhook.key, hours: Number(hours) })}
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
          text={until ? t("manage.rotatedUntil", { when: moment(until) }) : t("manage.rotatedNow")}
          label={t("secret")}
          value={rotate.data.secret}
          copyLabel={t("copySecret")}
          doneText={t("secretDone")}
          onDone={rotate.reset}
        />
      )}
    </Card>
  );
}
