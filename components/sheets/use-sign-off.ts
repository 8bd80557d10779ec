"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/http/client.ts";
import { paths } from "#lib/paths.ts";
import type { Side } from "#lib/permissions.ts";
import {
  type ApproveSheet,
  approveSheet,
  discardDraft,
  restoreVersion,
  withdrawSignature,
} from "#lib/sheets/api.ts";

/** What members do with versions of a sheet, each saying how it went. */
export function useSignOff(key: string) {
  const t = useTranslations("Sheets");
  const client = useQueryClient();
  const why = useFailureText();
  const router = useRouter();
  const refresh = () => client.invalidateQueries({ queryKey: ["sheets"] });
  const onError = (error: Error) => {
    const stale = error instanceof ApiError && (error.status === 409 || error.status === 412);
    showToast("error", stale ? t("sign.moved") : t("sign.failed", { message: why(error) }));
    void refresh();
  };
  const sign = useMutation({
    mutationFn: ({ side: _, ...input }: ApproveSheet & { side: Side }) => approveSheet({ key, ...input }),
    onSuccess: async ({ state, version, scheduled_at: at }, { side }) => {
      await refresh();
      await client.invalidateQueries({ queryKey: ["sheet-preview", key] });
      const signed = at
        ? t("sign.scheduled", { n: version })
        : t("sign.signed", { side: t(`sides.${side}`) });
      showToast("success", state === "active" ? t("sign.activated", { n: version }) : signed);
    },
    onError,
  });
  const withdraw = useMutation({
    mutationFn: () => withdrawSignature(key),
    onSuccess: async () => {
      await refresh();
      showToast("success", t("sign.withdrawn"));
    },
    onError,
  });
  const discard = useMutation({
    mutationFn: (revision: number) => discardDraft({ key, revision }),
    onSuccess: async ({ sheet_deleted: gone }) => {
      showToast("success", t("sign.discarded"));
      if (gone) {
        client.removeQueries({ queryKey: ["sheets", key] });
        router.push(paths.sheets());
      } else await refresh();
    },
    onError,
  });
  const restore = useMutation({
    mutationFn: (version: number) => restoreVersion({ key, version }),
    onSuccess: async (_, version) => {
      await refresh();
      showToast("success", t("restored", { n: version }));
    },
    onError,
  });
  return { sign, withdraw, discard, restore };
}
