"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { showToast } from "#components/ui/toast.tsx";
import { lastDeed, useUndo } from "#components/work/use-undo.ts";
import { ApiError } from "#lib/http/client.ts";
import {
  acceptHandover,
  bulkHandovers,
  claimHandover,
  type Rejection,
  rejectHandover,
  releaseHandover,
  reopenHandover,
} from "#lib/queue/api.ts";
import type { BulkAnswer, BulkInput } from "#lib/queue/bulk-schemas.ts";
import type { Decision, Handover } from "#lib/queue/schemas.ts";
import { useLeadName } from "./use-lead-name.ts";
import type { Shown } from "./use-shown.ts";

type Done = "accepted" | "rejected" | "claimed" | "released";

/** Everything that is done to rows of the queue, each saying how it went; what was done last is taken back by key. */
export function useDecisions({ refresh: refreshRows, drop }: Pick<Shown, "refresh" | "drop">) {
  const t = useTranslations("Queue");
  const nameOf = useLeadName();
  const { undo, done: tell, refresh } = useUndo(refreshRows);
  const onError = (error: Error) => {
    const issue = error instanceof ApiError ? error.issues.find(({ params }) => params?.member) : undefined;
    const member = String(issue?.params?.member ?? "");
    const message =
      issue?.code === "already_decided"
        ? t("already", { member })
        : issue?.code === "claimed_by_other"
          ? t("claimedByOther", { member })
          : t("failed", { message: error.message });
    showToast("error", message);
    void refresh();
  };
  const done = async (handover: Handover, message: Done, { deed }: Decision) => {
    const name = nameOf(handover);
    await tell(t(message, { name }), deed, name);
    if (message === "accepted" || message === "rejected") drop(handover.id);
  };
  const simple = (run: (id: number) => Promise<Decision>, message: Done) => ({
    mutationFn: (handover: Handover) => run(handover.id),
    onSuccess: (decision: Decision, handover: Handover) => done(handover, message, decision),
    onError,
  });
  const accept = useMutation(simple(acceptHandover, "accepted"));
  const claim = useMutation(simple(claimHandover, "claimed"));
  const release = useMutation(simple(releaseHandover, "released"));
  const reject = useMutation({
    mutationFn: ({ handover, ...given }: Rejection & { handover: Handover }) =>
      rejectHandover({ id: handover.id, ...given }),
    onSuccess: (decision, { handover }) => done(handover, "rejected", decision),
    onError,
  });
  const reopen = useMutation({
    mutationFn: (handover: Handover) => reopenHandover(handover.id),
    onSuccess: async (_, handover) => {
      await refresh();
      refreshRows();
      showToast("success", t("undone", { name: nameOf(handover) }));
    },
    onError,
  });
  const bulk = useMutation({
    mutationFn: (input: BulkInput) => bulkHandovers(input),
    onSuccess: async (answer, { action }) => {
      await sayBulk(answer, action);
      if (action === "accept" || action === "reject") for (const id of answer.done) drop(id);
    },
    onError,
  });
  const sayBulk = async ({ deed, done: ids, failed }: BulkAnswer, action: BulkInput["action"]) => {
    const n = ids.length;
    if (n > 0) await tell(t(`bulk.done.${action}`, { n }), deed, t("bulk.leads", { n }));
    else await refresh();
    if (failed.length === 0) return;
    const why = failed
      .slice(0, 5)
      .map(({ name, member }) => (member ? `${name} (${member})` : (name ?? "–")));
    const more = failed.length > why.length ? "…" : "";
    showToast("error", t("bulk.failed", { n: failed.length, names: `${why.join(", ")}${more}` }));
  };
  /** False: nothing was done on this page; the list of what was done before may help. */
  const undoLast = (): boolean => {
    const last = lastDeed();
    if (!last) return false;
    if (!undo.isPending) undo.mutate(last);
    return true;
  };
  return { accept, reject, claim, release, reopen, bulk, undo, undoLast };
}
