"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/http/client.ts";
import { leadKeys } from "#lib/leads/api.ts";
import { deedKeys, undoDeed } from "#lib/queue/api.ts";
import { taskKeys } from "#lib/tasks/api.ts";

/** The last deed of this page that has not been taken back; it outlives the part of the screen that did it. */
let last: { deed: string; name: string } | null = null;
export const lastDeed = () => last;

/** Tells what was done with a way back, and takes deeds back; `onUndone` hears of it, the toast's own too. `name` is the lead's, or says how many they were. */
export function useUndo(onUndone?: () => void) {
  const t = useTranslations("Work");
  const client = useQueryClient();
  const refresh = async () => {
    const keys = [["queue"], leadKeys.all, taskKeys, deedKeys];
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  const undo = useMutation({
    mutationFn: ({ deed }: { deed: string; name: string }) => undoDeed(deed),
    onSuccess: async ({ failed }, { deed, name }) => {
      if (last?.deed === deed) last = null;
      await refresh();
      onUndone?.();
      const names = failed.map((one) => one.name).join(", ");
      if (failed.length > 0) showToast("error", t("undonePartly", { n: failed.length, names }));
      else showToast("success", t("undone", { name }));
    },
    onError: (error: Error, { deed, name }) => {
      const isConflict = error instanceof ApiError && error.status === 409;
      if (isConflict && last?.deed === deed) last = null;
      showToast("error", isConflict ? t("movedOn", { name }) : t("failed", { message: error.message }));
      void refresh();
    },
  });
  const done = async (message: string, deed: string | null, name: string, description?: string) => {
    const made = deed === null ? null : { deed, name };
    if (made) last = made;
    showToast("success", message, {
      description,
      ...(made ? { undo: { label: t("undo"), run: () => undo.mutate(made) } } : {}),
    });
    await refresh();
  };
  return { undo, done, refresh };
}
