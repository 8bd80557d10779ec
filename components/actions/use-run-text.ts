"use client";

import { useTranslations } from "next-intl";
import type { Run } from "#lib/actions/schemas.ts";
import { actionLine } from "#lib/sheets/action-sentences.ts";

/** Says why a run came about and what it does, in the words of the sheet. */
export function useRunText(): (run: Run) => string {
  const sentences = useTranslations("Sentences");
  const kinds = useTranslations("GroupActions.kinds");
  return ({ action, group, kind, on }) =>
    action
      ? actionLine(action, group.name, sentences)
      : sentences(`action.${on}`, { group: group.name, what: kinds(kind) });
}
