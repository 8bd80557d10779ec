"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { RotateDialog } from "#components/settings/rotate-dialog.tsx";
import { ShownOnce } from "#components/settings/shown-once.tsx";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Card } from "#components/ui/card.tsx";
import { endpointsQuery, rotateSecret } from "#lib/webhooks/api.ts";
import type { Endpoint } from "#lib/webhooks/schemas.ts";

export function RotateSecret({ webhook }: { webhook: Endpoint }) {
  const t = useTranslations("Webhooks");
  const format = useFormatter();
  const queryClient = useQueryClient();
  const onError = useErrorToast();
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
      <RotateDialog
        title={t("manage.rotateAsk", { name: webhook.name })}
        description={t("manage.rotateWarn")}
        rotateText={t("manage.rotate")}
        cancelText={t("manage.cancel")}
        keepLabel={t("manage.keepOld")}
        toChoice={(hours) => t(`manage.keep.${hours}`)}
        pending={rotate.isPending}
        onRotate={(hours) => rotate.mutate({ key: webhook.key, hours })}
      />
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
