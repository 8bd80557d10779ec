"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConditionBuilder, issuesUnder } from "#components/segments/condition-builder.tsx";
import { useIssueText } from "#components/segments/use-issue-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Exclusion } from "#lib/scoring/schema.ts";
import { freeKey } from "#lib/sheets/edit-content.ts";
import type { PartEditorProps } from "./rules-editor.tsx";

/** Who is in no group whatever they score. */
export function ExclusionsEditor({ content, onChange, issues, vocabulary }: PartEditorProps) {
  const t = useTranslations("SheetEditor");
  const say = useIssueText();
  const { exclusions } = content;
  const put = (next: Exclusion[]) => onChange({ ...content, exclusions: next });
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-3">
        {exclusions.map((exclusion, place) => {
          const own = issuesUnder(issues, `exclusions.${place}`);
          const ofName = own.find(({ path }) => path === "name" || path === "key");
          return (
            <li key={exclusion.key} className="flex flex-col gap-2 rounded-lg border p-3">
              <div className="flex items-start gap-2">
                <Field label={t("name")} error={ofName && say(ofName)} className="min-w-0 flex-1">
                  <Input
                    value={exclusion.name}
                    onChange={({ target }) =>
                      put(exclusions.with(place, { ...exclusion, name: target.value }))
                    }
                  />
                </Field>
                <IconButton
                  className="mt-6"
                  label={t("removeExclusion", { name: exclusion.name })}
                  onClick={() => put(exclusions.toSpliced(place, 1))}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              </div>
              <ConditionBuilder
                value={exclusion.when}
                onChange={(when) => put(exclusions.with(place, { ...exclusion, when }))}
                issues={issuesUnder(own, "when")}
                fields={vocabulary.attributes}
                depth={2}
              />
            </li>
          );
        })}
      </ul>
      <Button
        className="self-start"
        onClick={() =>
          put([
            ...exclusions,
            {
              key: freeKey("exclusion", exclusions),
              name: t("newExclusion"),
              when: { field: "", op: "eq", value: "" },
            },
          ])
        }
      >
        <Plus aria-hidden />
        {t("addExclusion")}
      </Button>
    </div>
  );
}
