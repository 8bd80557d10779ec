"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { type Copy, getItem, itemHash } from "#lib/sheets/items.ts";
import { acceptSuggestion, rejectSuggestion, withdrawSuggestion } from "#lib/sheets/suggestion-api.ts";
import type { Suggestion } from "#lib/sheets/suggestion-schemas.ts";
import { TextDialog } from "./text-dialog.tsx";
import { useStep } from "./use-step.ts";

interface SuggestionAnswerProps {
  sheetKey: string;
  suggestion: Suggestion;
  copy: Copy;
  isOwn: boolean;
  mayDecide: boolean;
}

/** Accept, reject, or take back. Over what has changed since, only as it is on screen. */
export function SuggestionAnswer({ sheetKey, suggestion, copy, isOwn, mayDecide }: SuggestionAnswerProps) {
  const t = useTranslations("Suggestions");
  const sheets = useTranslations("Sheets");
  const [rejecting, setRejecting] = useState(false);
  const { id, member, outdated } = suggestion;
  const refresh = [["sheets"], ["sheet-edits", sheetKey]];
  const over = outdated.map((item) => ({ item, was: itemHash(getItem(copy, item)) }));
  const accept = useStep(() => acceptSuggestion(sheetKey, id, over), {
    refresh,
    said: ({ draft }) => {
      const sides = (draft?.signatures_cleared ?? []).map((side) => sheets(`sides.${side}`)).join(", ");
      return sides === "" ? t("accepted") : t("acceptedCleared", { sides });
    },
  });
  const reject = useStep((reason: string) => rejectSuggestion(sheetKey, id, reason), {
    said: t("rejected"),
    refresh,
  });
  const withdraw = useStep(() => withdrawSuggestion(sheetKey, id), { said: t("withdrawn"), refresh });
  const isOutdated = outdated.length > 0;
  const named = (action: string) => t("of", { action, name: member.name });
  const acceptText = isOutdated ? t("acceptOver") : t("accept");
  const rejectText = isOutdated ? t("keepNow") : t("reject");
  return (
    <div className="flex flex-wrap items-center gap-2">
      {mayDecide && (
        <Button
          size="sm"
          pending={accept.isPending}
          onClick={() => accept.mutate(undefined)}
          aria-label={named(acceptText)}
        >
          {acceptText}
        </Button>
      )}
      {!isOwn && (
        <Button size="sm" onClick={() => setRejecting(true)} aria-label={named(rejectText)}>
          {rejectText}
        </Button>
      )}
      {isOwn && (
        <Button
          size="sm"
          pending={withdraw.isPending}
          onClick={() => withdraw.mutate(undefined)}
          aria-label={named(t("withdraw"))}
        >
          {t("withdraw")}
        </Button>
      )}
      {mayDecide && <span className="text-muted text-sm">{t("acceptNote")}</span>}
      {rejecting && (
        <TextDialog
          title={t("rejectTitle", { name: member.name })}
          description={t("rejectText", { name: member.name })}
          label={t("rejectReason")}
          confirmText={t("reject")}
          pending={reject.isPending}
          onClose={() => setRejecting(false)}
          onConfirm={(reason) => reject.mutate(reason, { onSettled: () => setRejecting(false) })}
        />
      )}
    </div>
  );
}
