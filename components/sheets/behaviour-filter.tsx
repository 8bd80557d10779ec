"use client";

import { useTranslations } from "next-intl";
import { ConditionBuilder, issuesUnder } from "#components/segments/condition-builder.tsx";
import type { AnyIssue } from "#components/segments/use-issue-text.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import type { Condition } from "#lib/scoring/schema.ts";

interface BehaviourFilterProps {
  where: Condition | null;
  onChange: (where: Condition | null) => void;
  issues: readonly AnyIssue[];
  fields: readonly string[];
}

/** The optional condition on the event of a rule. */
export function BehaviourFilter({ where, onChange, issues, fields }: BehaviourFilterProps) {
  const t = useTranslations("SheetEditor");
  return (
    <div className="flex flex-col gap-2">
      <Field inline label={t("filter")} hint={t("filterHint")}>
        <Checkbox
          checked={where !== null}
          onCheckedChange={(on) =>
            onChange(on === true ? { all: [{ field: "path", op: "starts_with", value: "/" }] } : null)
          }
        />
      </Field>
      {where !== null && (
        <ConditionBuilder
          value={where}
          onChange={onChange}
          issues={issuesUnder(issues, "where")}
          fields={fields}
          depth={2}
        />
      )}
    </div>
  );
}
