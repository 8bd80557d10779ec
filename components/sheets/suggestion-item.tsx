"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { applyChanges, type ItemChange } from "#lib/sheets/diff-items.ts";
import { type Copy, sameItem } from "#lib/sheets/items.ts";
import type { Suggestion } from "#lib/sheets/suggestion-schemas.ts";
import type { Viewer } from "#lib/sheets/viewer.ts";
import { ChangesView } from "./changes-view.tsx";
import { useItemName } from "./item-view.tsx";
import { SuggestionAnswer } from "./suggestion-answer.tsx";
import { SuggestionClash } from "./suggestion-clash.tsx";

interface SuggestionItemProps {
  sheetKey: string;
  suggestion: Suggestion;
  /** The newest version. */
  copy: Copy;
  viewer: Viewer;
  mayDecide: boolean;
}

/** The draft as the suggestion was made from it, and as it would be with it. */
function sidesOf({ changes }: Suggestion, copy: Copy): { before: Copy; after: Copy } {
  const back = changes.map(
    ({ item, before }): ItemChange => ({ ...item, before: null, value: before ?? null }),
  );
  const forth = changes.map(
    ({ item, before, value, after }): ItemChange => ({
      ...item,
      before,
      value,
      ...(after === undefined ? {} : { after }),
    }),
  );
  const before = applyChanges(copy, back);
  return { before, after: applyChanges(before, forth) };
}

/** A proposed change: who makes it and why, what it changes in sentences, and the answer. */
export function SuggestionItem({ sheetKey, suggestion, copy, viewer, mayDecide }: SuggestionItemProps) {
  const t = useTranslations("Suggestions");
  const sheets = useTranslations("Sheets");
  const format = useFormatter();
  const nameOf = useItemName();
  const { id, member, reason, changes, outdated, state, note } = suggestion;
  const { before, after } = sidesOf(suggestion, copy);
  const isMove = sameItem(before.content, after.content) && before.segment === after.segment;
  const date = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" });
  return (
    <li id={`suggestion-${id}`} className="flex scroll-mt-32 flex-col gap-2 rounded-lg border p-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="font-medium">{t("by", { name: member.name, n: changes.length })}</h3>
        {member.side && <Badge>{sheets(`sides.${member.side}`)}</Badge>}
        <span className="text-muted text-sm">
          {t("made", { date: date(suggestion.created_at), n: suggestion.version })}
        </span>
      </div>
      <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{reason}</p>
      {outdated.map((item) => (
        <SuggestionClash key={`${item.kind} ${item.key}`} item={item} now={copy} suggested={after} />
      ))}
      {isMove ? (
        <ul>
          {changes.map(({ item }) => (
            <li key={`${item.kind} ${item.key}`}>{t("moved", { item: nameOf(item, copy) })}</li>
          ))}
        </ul>
      ) : (
        <ChangesView before={before} after={after} />
      )}
      {state !== "open" && (
        <p className="text-muted">
          {t(`states.${state}`, {
            name: suggestion.decided_by?.name ?? "",
            date: suggestion.decided_at ? date(suggestion.decided_at) : "",
          })}
          {note && <span className="block">{t("note", { text: note })}</span>}
        </p>
      )}
      {state === "open" && viewer.mayEdit && (
        <SuggestionAnswer
          sheetKey={sheetKey}
          suggestion={suggestion}
          copy={copy}
          isOwn={member.id === viewer.memberId}
          mayDecide={mayDecide}
        />
      )}
    </li>
  );
}
