"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { FileDrop } from "#components/ui/file-drop.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { ApiError } from "#lib/http/client.ts";
import { importKeys } from "#lib/imports/api.ts";
import { IMPORT_KINDS, type ImportKind } from "#lib/imports/kinds.ts";
import { uploadFile } from "#lib/imports/upload-file.ts";
import { paths } from "#lib/paths.ts";
import { useBytes } from "./use-bytes.ts";

type Sending = { file: File; share: number };
const REASONS = ["too_large", "forbidden", "network"] as const;

function reasonOf(error: unknown): (typeof REASONS)[number] | "empty" | "other" {
  if (!(error instanceof ApiError)) return "other";
  if (error.issues.some((issue) => issue.code === "empty")) return "empty";
  return REASONS.find((reason) => reason === error.code) ?? "other";
}

/** Chooses what the file holds and uploads it; then the import has its own address. */
export function UploadCard({ maxBytes }: { maxBytes: number }) {
  const t = useTranslations("Imports");
  const format = useFormatter();
  const bytes = useBytes();
  const router = useRouter();
  const client = useQueryClient();
  const [kind, setKind] = useState<ImportKind>("leads");
  const [sending, setSending] = useState<Sending | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const abort = useRef<AbortController | null>(null);

  const send = async (file: File) => {
    setFailed(null);
    setSending({ file, share: 0 });
    const stop = new AbortController();
    abort.current = stop;
    try {
      const made = await uploadFile(kind, file, (share) => setSending({ file, share }), stop.signal);
      await client.invalidateQueries({ queryKey: importKeys.list() });
      router.push(paths.import(made.id));
    } catch (error) {
      setSending(null);
      if (!stop.signal.aborted) setFailed(error);
    }
  };

  return (
    <Card title={t("kindLabel")}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-col gap-2">
          <SegmentedControl
            label={t("kindLabel")}
            value={kind}
            onValueChange={setKind}
            options={IMPORT_KINDS.map((value) => ({
              value,
              label: t(`kind.${value}`),
              disabled: sending !== null,
            }))}
            className="self-start"
          />
          <p className="text-muted">{t(`kindHint.${kind}`)}</p>
        </div>
        {failed !== null && (
          <Alert tone="danger" title={t("uploadFailed")} live>
            {t(`uploadRefused.${reasonOf(failed)}`)}
          </Alert>
        )}
        {sending === null ? (
          <FileDrop
            label={t("drop")}
            hint={t("dropHint", { size: bytes(maxBytes) })}
            accept=".csv,.tsv,.txt,.gz,text/csv"
            onFile={send}
          />
        ) : (
          <div className="flex flex-col gap-3 rounded-lg border p-4">
            <p className="font-medium [overflow-wrap:anywhere]">
              {t("uploading", { file: sending.file.name })}
            </p>
            <Progress
              label={t("uploading", { file: sending.file.name })}
              value={sending.share}
              valueText={format.number(sending.share, { style: "percent" })}
            />
            <div className="flex flex-wrap items-center justify-between gap-2">
              <p className="text-muted">
                {t("uploadProgress", {
                  done: bytes(sending.share * sending.file.size),
                  total: bytes(sending.file.size),
                })}
              </p>
              <Button size="sm" onClick={() => abort.current?.abort()}>
                {t("cancelUpload")}
              </Button>
            </div>
          </div>
        )}
      </div>
    </Card>
  );
}
