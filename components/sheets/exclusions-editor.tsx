"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { issuesUnder } from "#components/segments/condition-builder.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Exclusion } from "#lib/scoring/schema.ts";
import { freeKey, moved } from "#lib/sheets/edit-content.ts";
import type { EditorParts } from "./editor-parts.ts";
import { EditorWarnings } from "./editor-warnings.tsx";
import { IssueLines } from "./issue-lines.tsx";
import { NameToken } from "./name-token.tsx";
import { ConditionToken, useConditionText } from "./sentence-tokens.tsx";
import { TokenRow } from "./tokens.tsx";

/** Who is in no group whatever they score; the first that holds is named. */
export function ExclusionsEditor({ content, onChange, issues, vocabulary }: EditorParts) {
  const t = useTranslations("SheetEditor");
  const sentence = useTranslations("RuleSentence");
  const say = useConditionText();
  const { exclusions } = content;
  const put = (next: Exclusion[]) => onChange({ ...content, exclusions: next });
  const add = () =>
    put([
      ...exclusions,
      {
        key: freeKey("exclusion", exclusions),
        name: t("newExclusion"),
        when: { field: "", op: "eq", value: "" },
      },
    ]);
  return (
    <div className="flex flex-col gap-2">
      <ol className="flex flex-col divide-y">
        {exclusions.map((exclusion, place) => {
          const own = issuesUnder(issues, `exclusions.${place}`);
          const set = (next: Exclusion) => put(exclusions.with(place, next));
          const { name } = exclusion;
          return (
            <li
              key={exclusion.key}
              aria-label={name}
              className="flex flex-wrap items-start justify-between gap-x-3 py-1.5"
            >
              <div className="min-w-0 flex-[1_1_20rem] leading-7">
                <TokenRow>
                  <NameToken
                    value={name}
                    issues={own}
                    onChange={(next) => set({ ...exclusion, name: next })}
                  />{" "}
                  {sentence.rich("exclusion", {
                    when: () => (
                      <ConditionToken
                        id="when"
                        path="when"
                        label={sentence("token.when")}
                        value={exclusion.when}
                        issues={own}
                        scope={{ of: "attribute" }}
                        fields={vocabulary.attributes}
                        onChange={(when) => set({ ...exclusion, when })}
                      >
                        {say(exclusion.when)}
                      </ConditionToken>
                    ),
                  })}
                </TokenRow>
                <IssueLines issues={own} />
                <EditorWarnings path={`exclusions.${place}`} />
              </div>
              <div className="flex">
                <IconButton
                  size="sm"
                  label={t("ruleUp", { name })}
                  disabled={place === 0}
                  onClick={() => put(moved(exclusions, place, -1))}
                >
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton
                  size="sm"
                  label={t("ruleDown", { name })}
                  disabled={place === exclusions.length - 1}
                  onClick={() => put(moved(exclusions, place, 1))}
                >
                  <ArrowDown aria-hidden />
                </IconButton>
                <IconButton
                  size="sm"
                  label={t("removeExclusion", { name })}
                  onClick={() => put(exclusions.toSpliced(place, 1))}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              </div>
            </li>
          );
        })}
      </ol>
      <Button size="sm" className="self-start" onClick={add}>
        <Plus aria-hidden />
        {t("addExclusion")}
      </Button>
    </div>
  );
}
