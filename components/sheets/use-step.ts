"use client";

import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/http/client.ts";

/** A mutation that says how it went and asks anew for what it may have changed. */
export function useStep<Input, Output>(
  mutationFn: (input: Input) => Promise<Output>,
  { said, refresh }: { said: string | null; refresh: readonly QueryKey[] },
) {
  const t = useTranslations("SheetReview");
  const client = useQueryClient();
  const why = useFailureText();
  const refetch = () => Promise.all(refresh.map((queryKey) => client.invalidateQueries({ queryKey })));
  return useMutation({
    mutationFn,
    onSuccess: async () => {
      await refetch();
      if (said !== null) showToast("success", said);
    },
    onError: (error: Error) => {
      const stale = error instanceof ApiError && error.status === 409;
      showToast("error", stale ? t("moved") : t("failed", { message: why(error) }));
      void refetch();
    },
  });
}
