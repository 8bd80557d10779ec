"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { showToast } from "#components/ui/toast.tsx";
import {
  crmQuery,
  deleteConnection,
  syncConnection,
  testConnection,
  updateConnection,
} from "#lib/crm/api.ts";
import type { CrmConnection } from "#lib/crm/schemas.ts";
import { useCrmErrorToast } from "./use-crm-error.ts";

export function ConnectionActions({ connection: { key, name, state } }: { connection: CrmConnection }) {
  const t = useTranslations("Crm");
  const queryClient = useQueryClient();
  const onError = useCrmErrorToast();
  const refresh = () => queryClient.invalidateQueries(crmQuery());
  const done = (text: string) => () => {
    showToast("success", text);
    return refresh();
  };
  const test = useMutation({
    mutationFn: testConnection,
    onError,
    onSuccess({ error }) {
      if (!error) showToast("success", t("testOk"));
      else showToast("error", `${t(`errors.${error.code}`)}${error.text ? ` (${error.text})` : ""}`);
    },
  });
  const sync = useMutation({ mutationFn: syncConnection, onError, onSuccess: done(t("syncStarted")) });
  const pause = useMutation({
    mutationFn: updateConnection,
    onError,
    onSuccess: done(t(state === "paused" ? "resumed" : "paused")),
  });
  const remove = useMutation({
    mutationFn: deleteConnection,
    onError,
    onSuccess: done(t("disconnected", { name })),
  });
  return (
    <>
      <Button size="sm" pending={test.isPending} onClick={() => test.mutate(key)}>
        {t("test")}
      </Button>
      <Button
        size="sm"
        disabled={state !== "active"}
        pending={sync.isPending}
        onClick={() => sync.mutate(key)}
      >
        {t("sync")}
      </Button>
      <Button
        size="sm"
        pending={pause.isPending}
        onClick={() => pause.mutate({ key, paused: state !== "paused" })}
      >
        {t(state === "paused" ? "resume" : "pause")}
      </Button>
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="danger" pending={remove.isPending}>
            {t("disconnect")}
          </Button>
        }
        title={t("disconnectAsk", { name })}
        description={t("disconnectText")}
        confirmText={t("disconnect")}
        cancelText={t("cancel")}
        danger
        onConfirm={() => remove.mutate(key)}
      />
    </>
  );
}
