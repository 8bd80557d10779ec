"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { rejectedEventsQuery, replayRejected } from "#lib/collector/api.ts";
import { apiPaths } from "#lib/paths.ts";

const FORMATS = ["csv", "ndjson"] as const;

/** All refused messages: as a file, or taken again as they came. */
export function RejectedActions({ mayReplay }: { mayReplay: boolean }) {
  const t = useTranslations("RejectedEvents");
  return (
    <div className="flex flex-wrap items-center gap-2">
      {FORMATS.map((format) => (
        <Button key={format} asChild>
          <a href={apiPaths.rejectedEventsExport({ format })} download>
            <Download aria-hidden />
            {t("download", { format: format.toUpperCase() })}
          </a>
        </Button>
      ))}
      {mayReplay && <TakeAllAgain />}
    </div>
  );
}

type Total = { accepted: number; refused: number };

function TakeAllAgain() {
  const t = useTranslations("RejectedEvents");
  const client = useQueryClient();
  const failure = useFailureText();
  const [done, setDone] = useState<Total>({ accepted: 0, refused: 0 });
  const all = useMutation({
    mutationFn: async () => {
      const total = { accepted: 0, refused: 0 };
      let after: number | null = 0;
      while (after !== null) {
        const part: Total & { next: number | null } = await replayRejected({ all: true, after });
        total.accepted += part.accepted;
        total.refused += part.refused;
        setDone({ ...total });
        after = part.next;
      }
      return total;
    },
    onSuccess: (total) => showToast("success", t("allDone", total)),
    onError: (error) => showToast("error", failure(error)),
    onSettled: () => client.invalidateQueries(rejectedEventsQuery()),
  });
  return (
    <>
      <ConfirmDialog
        trigger={
          <Button pending={all.isPending}>
            <RotateCcw aria-hidden />
            {t("allAgain")}
          </Button>
        }
        title={t("allAsk")}
        description={t("allText")}
        confirmText={t("allAgain")}
        cancelText={t("cancel")}
        onConfirm={() => all.mutate()}
      />
      {all.isPending && (
        <p role="status" className="text-muted">
          {t("allProgress", done)}
        </p>
      )}
    </>
  );
}
