"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { showToast } from "#components/ui/toast.tsx";
import { updateWorkspace, workspaceQuery } from "#lib/workspace/api.ts";
import { useErrorToast } from "./use-error-text.ts";

export function useUpdateWorkspace() {
  const t = useTranslations("Settings");
  const router = useRouter();
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  return useMutation({
    mutationFn: updateWorkspace,
    onError,
    onSuccess(saved) {
      queryClient.setQueryData(workspaceQuery().queryKey, saved);
      // The name also stands in the shell, which the server renders.
      router.refresh();
      showToast("success", t("saved"));
    },
  });
}
