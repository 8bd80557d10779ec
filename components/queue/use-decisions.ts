"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/http/client.ts";
import { acceptHandover, rejectHandover, reopenHandover } from "#lib/queue/api.ts";
import type { Handover } from "#lib/queue/schemas.ts";
import { useLeadName } from "./use-lead-name.ts";
import type { Shown } from "./use-shown.ts";

type Rejection = { handover: Handover; reason: string; note?: string };

/** Accepting, rejecting and taking back, each saying how it went; the last decision can be undone by key. */
export function useDecisions({ refresh: refreshRows, drop }: Pick<Shown, "refresh" | "drop">) {
  const t = useTranslations("Queue");
  const nameOf = useLeadName();
  const client = useQueryClient();
  const last = useRef<Handover | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: ["queue"] });
  const onError = (error: Error) => {
    const decided =
      error instanceof ApiError ? error.issues.find(({ code }) => code === "already_decided") : undefined;
    const member = decided?.params?.member;
    showToast(
      "error",
      member ? t("already", { member: String(member) }) : t("failed", { message: error.message }),
    );
    void refresh();
  };
  const reopen = useMutation({
    mutationFn: (handover: Handover) => reopenHandover(handover.id),
    onSuccess: async (_, handover) => {
      last.current = null;
      await refresh();
      refreshRows();
      showToast("success", t("undone", { name: nameOf(handover) }));
    },
    onError,
  });
  const done = async (handover: Handover, message: "accepted" | "rejected") => {
    last.current = handover;
    showToast("success", t(message, { name: nameOf(handover) }), {
      undo: { label: t("undo"), run: () => reopen.mutate(handover) },
    });
    await refresh();
    drop(handover.id);
  };
  const accept = useMutation({
    mutationFn: (handover: Handover) => acceptHandover(handover.id),
    onSuccess: (_, handover) => done(handover, "accepted"),
    onError,
  });
  const reject = useMutation({
    mutationFn: ({ handover, ...given }: Rejection) => rejectHandover({ id: handover.id, ...given }),
    onSuccess: (_, { handover }) => done(handover, "rejected"),
    onError,
  });
  const undoLast = () => {
    if (last.current && !reopen.isPending) reopen.mutate(last.current);
  };
  return { accept, reject, reopen, undoLast };
}
