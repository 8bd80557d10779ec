"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { RotateDialog } from "#components/settings/rotate-dialog.tsx";
import { ShownOnce } from "#components/settings/shown-once.tsx";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Card } from "#components/ui/card.tsx";
import { rotateKey, sourcesQuery } from "#lib/sources/api.ts";
import type { Source } from "#lib/sources/schemas.ts";
import { rememberKey } from "./new-keys.ts";

export function RotateKey({ source }: { source: Source }) {
  const t = useTranslations("Sources");
  const format = useFormatter();
  const queryClient = useQueryClient();
  const onError = useErrorToast();
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
      <RotateDialog
        title={t("manage.rotateTitle", { name: source.name })}
        description={t("manage.rotateText")}
        rotateText={t("manage.rotate")}
        cancelText={t("manage.cancel")}
        keepLabel={t("manage.keepOld")}
        toChoice={(hours) => t(`manage.keep.${hours}`)}
        pending={rotate.isPending}
        onRotate={(hours) => rotate.mutate({ id: source.id, hours })}
      />
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
