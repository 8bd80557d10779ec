"use client";

import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/http/client.ts";

type Told<Output> = {
  /** In words, or what makes them of the answer; null: nothing is said. */
  said: string | null | ((output: Output) => string);
  refresh: readonly QueryKey[];
};

/** A mutation that says how it went and asks anew for what it may have changed. */
export function useStep<Input, Output>(
  mutationFn: (input: Input) => Promise<Output>,
  { said, refresh }: Told<Output>,
) {
  const t = useTranslations("SheetReview");
  const client = useQueryClient();
  const why = useFailureText();
  const refetch = () => Promise.all(refresh.map((queryKey) => client.invalidateQueries({ queryKey })));
  return useMutation({
    mutationFn,
    // Said here, not by who calls `mutate`: its callbacks are dropped when the news of the step takes it off the screen.
    onSuccess: async (output: Output) => {
      if (said !== null) showToast("success", typeof said === "function" ? said(output) : said);
      await refetch();
    },
    onError: (error: Error) => {
      const stale = error instanceof ApiError && error.status === 409;
      showToast("error", stale ? t("moved") : t("failed", { message: why(error) }));
      void refetch();
    },
  });
}
