"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { cancelImport, importKeys, startImport } from "#lib/imports/api.ts";
import type { ImportView } from "#lib/imports/schemas.ts";
import { CountTiles } from "./count-tiles.tsx";

/** An import under way: how far it is, and how to stop it. */
export function RunningCard({ view, mayImport }: { view: ImportView; mayImport: boolean }) {
  const t = useTranslations("Imports");
  const format = useFormatter();
  const client = useQueryClient();
  const onSuccess = (next: ImportView) => client.setQueryData(importKeys.one(view.id), next);
  const cancel = useMutation({ mutationFn: () => cancelImport(view.id), onSuccess });
  const resume = useMutation({ mutationFn: () => startImport(view.id), onSuccess });
  const share = view.bytes === 0 ? 0 : view.bytes_done / view.bytes;
  const text = t("progressRows", {
    rows: view.rows_done,
    percent: format.number(share, { style: "percent" }),
  });
  return (
    <Card title={t("runningTitle", { file: view.file_name })} description={t("runningText")}>
      <div className="flex flex-col gap-4">
        {view.stalled && (
          <Alert
            tone="caution"
            title={t("stalledTitle")}
            live
            action={
              mayImport && (
                <Button size="sm" pending={resume.isPending} onClick={() => resume.mutate()}>
                  {t("resume")}
                </Button>
              )
            }
          >
            {t("stalledText")}
          </Alert>
        )}
        <Progress label={t("progress")} value={share} valueText={text} />
        <p className="text-muted tabular-nums">{text}</p>
        <CountTiles counts={view} />
        {mayImport && (
          <div className="flex justify-end">
            <ConfirmDialog
              trigger={<Button pending={cancel.isPending}>{t("cancel")}</Button>}
              title={t("cancelTitle")}
              description={t("cancelText")}
              confirmText={t("cancel")}
              cancelText={t("goOn")}
              danger
              onConfirm={() => cancel.mutate()}
            />
          </div>
        )}
      </div>
    </Card>
  );
}
