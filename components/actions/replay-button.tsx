"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { replayRun, runKeys } from "#lib/actions/api.ts";
import type { Run } from "#lib/actions/schemas.ts";

/** Has a run that failed or was skipped tried again. */
export function ReplayButton({ run }: { run: Run }) {
  const t = useTranslations("Actions");
  const client = useQueryClient();
  const failure = useFailureText();
  const replay = useMutation({
    mutationFn: () => replayRun(run.id),
    onSuccess: () => showToast("success", t("replayed")),
    onError: (error) => showToast("error", failure(error)),
    onSettled: () => client.invalidateQueries({ queryKey: runKeys.all }),
  });
  if (run.state !== "failed" && run.state !== "skipped") return null;
  return (
    <Button size="sm" pending={replay.isPending} onClick={() => replay.mutate()}>
      <RotateCcw aria-hidden />
      {t("replay")}
    </Button>
  );
}
